-- What the model of the news cannot say. Safe to run again; run after the table exists.

ALTER TABLE news DROP CONSTRAINT IF EXISTS news_cursor_check,
  ADD CONSTRAINT news_cursor_check CHECK (cursor >= 1 AND seq >= 1);
-- The news of a team in the order of their rows, for webhooks and team-wide readers.
CREATE INDEX IF NOT EXISTS news_team ON news (team_id, id);
