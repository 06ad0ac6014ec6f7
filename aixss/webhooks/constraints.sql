-- What the models of the webhooks cannot say. Safe to run again; run after the tables exist.

ALTER TABLE webhook DROP CONSTRAINT IF EXISTS webhook_team_fkey,
  ADD CONSTRAINT webhook_team_fkey FOREIGN KEY (team_id) REFERENCES team (id) ON DELETE CASCADE;
ALTER TABLE webhook DROP CONSTRAINT IF EXISTS webhook_project_fkey,
  ADD CONSTRAINT webhook_project_fkey FOREIGN KEY (project_id) REFERENCES project (id)
    ON DELETE CASCADE;
ALTER TABLE webhook DROP CONSTRAINT IF EXISTS webhook_off_check,
  ADD CONSTRAINT webhook_off_check CHECK (is_enabled = (disabled_reason IS NULL));
ALTER TABLE webhook_delivery DROP CONSTRAINT IF EXISTS webhook_delivery_webhook_fkey,
  ADD CONSTRAINT webhook_delivery_webhook_fkey FOREIGN KEY (webhook_id) REFERENCES webhook (id)
    ON DELETE CASCADE;
ALTER TABLE webhook_delivery DROP CONSTRAINT IF EXISTS webhook_delivery_state_check,
  ADD CONSTRAINT webhook_delivery_state_check CHECK (
    state IN ('PENDING', 'DELIVERED', 'FAILED')
    AND (state = 'PENDING') = (next_attempt_at IS NOT NULL)
    AND attempt >= 0 AND tries >= 0
  );
ALTER TABLE webhook_attempt DROP CONSTRAINT IF EXISTS webhook_attempt_delivery_fkey,
  ADD CONSTRAINT webhook_attempt_delivery_fkey FOREIGN KEY (delivery_id)
    REFERENCES webhook_delivery (id) ON DELETE CASCADE;
CREATE INDEX IF NOT EXISTS webhook_delivery_due ON webhook_delivery (webhook_id, next_attempt_at)
  WHERE state = 'PENDING';
CREATE INDEX IF NOT EXISTS webhook_delivery_taken ON webhook_delivery (webhook_id, taken_until)
  WHERE state = 'PENDING' AND taken_until IS NOT NULL;
