-- What the models of the accounts cannot say. Safe to run again; run after the tables exist.

-- Capital letters do not make another person.
CREATE UNIQUE INDEX IF NOT EXISTS user_email_lower ON "user" (lower(email));
ALTER TABLE team DROP CONSTRAINT IF EXISTS team_counters_check,
  ADD CONSTRAINT team_counters_check CHECK (seq >= 0 AND last_news >= 0);
ALTER TABLE membership DROP CONSTRAINT IF EXISTS membership_epoch_check,
  ADD CONSTRAINT membership_epoch_check CHECK (epoch >= 0);
ALTER TABLE api_token DROP CONSTRAINT IF EXISTS api_token_check,
  ADD CONSTRAINT api_token_check
  CHECK (expires_at > created_at AND jsonb_array_length(scopes) > 0);
