-- What the model of the news cannot say. Safe to run again; run after the table exists.

ALTER TABLE news DROP CONSTRAINT IF EXISTS news_cursor_check,
  ADD CONSTRAINT news_cursor_check CHECK (cursor >= 1 AND seq >= 1);
-- The transaction that wrote a fact: what lies below the oldest one that still runs is complete, so
-- webhooks and team-wide readers go through a team's news in this order and miss none.
ALTER TABLE news ADD COLUMN IF NOT EXISTS xid xid8 NOT NULL DEFAULT pg_current_xact_id();
CREATE INDEX IF NOT EXISTS news_team ON news (team_id, xid, id);
