from tortoise import BaseDBAsyncClient

RUN_IN_TRANSACTION = True


async def upgrade(db: BaseDBAsyncClient) -> str:
    return """
        CREATE TABLE "aerich" (
    "id" SERIAL NOT NULL PRIMARY KEY,
    "version" VARCHAR(255) NOT NULL,
    "app" VARCHAR(100) NOT NULL,
    "content" JSONB NOT NULL
);
CREATE TABLE "audit_entry" (
    "id" UUID NOT NULL PRIMARY KEY,
    "team_id" UUID NOT NULL,
    "actor_id" UUID,
    "action" VARCHAR(64) NOT NULL,
    "target_type" VARCHAR(64) NOT NULL,
    "target_id" UUID,
    "detail" JSONB NOT NULL,
    "at" TIMESTAMPTZ NOT NULL
);
CREATE INDEX "idx_audit_entry_team_id_7f3a6a" ON "audit_entry" ("team_id", "at");
CREATE INDEX "idx_audit_entry_target__c40dc3" ON "audit_entry" ("target_id", "at");
COMMENT ON TABLE "audit_entry" IS 'Who did what to which object, for acts that a team may want to look up later.';
CREATE TABLE "receipt" (
    "id" UUID NOT NULL PRIMARY KEY,
    "team_id" UUID NOT NULL,
    "actor_id" UUID NOT NULL,
    "key" VARCHAR(200) NOT NULL,
    "operation" VARCHAR(64) NOT NULL,
    "input_hash" VARCHAR(64) NOT NULL,
    "result" JSONB NOT NULL,
    "at" TIMESTAMPTZ NOT NULL,
    CONSTRAINT "uid_receipt_team_id_d8a06b" UNIQUE ("team_id", "actor_id", "key")
);
CREATE INDEX "idx_receipt_at_3c5764" ON "receipt" ("at");
COMMENT ON TABLE "receipt" IS 'The answer kept for an idempotency key: ids only, so that a replay reads them afresh.';
CREATE TABLE "team" (
    "id" UUID NOT NULL PRIMARY KEY,
    "created_at" TIMESTAMPTZ NOT NULL,
    "updated_at" TIMESTAMPTZ NOT NULL,
    "name" VARCHAR(64) NOT NULL,
    "seq" BIGINT NOT NULL,
    "last_news" BIGINT NOT NULL,
    "deleted_at" TIMESTAMPTZ
);
COMMENT ON TABLE "team" IS 'The tenant: everything that the API reads belongs to one team.';
CREATE TABLE "user" (
    "id" UUID NOT NULL PRIMARY KEY,
    "created_at" TIMESTAMPTZ NOT NULL,
    "updated_at" TIMESTAMPTZ NOT NULL,
    "email" VARCHAR(254) NOT NULL UNIQUE,
    "name" VARCHAR(120) NOT NULL,
    "password_hash" VARCHAR(255) NOT NULL,
    "locale" VARCHAR(8) NOT NULL,
    "deleted_at" TIMESTAMPTZ
);
COMMENT ON TABLE "user" IS 'A person who signs in.';
CREATE TABLE "membership" (
    "id" UUID NOT NULL PRIMARY KEY,
    "created_at" TIMESTAMPTZ NOT NULL,
    "updated_at" TIMESTAMPTZ NOT NULL,
    "role" VARCHAR(32) NOT NULL,
    "epoch" INT NOT NULL,
    "deleted_at" TIMESTAMPTZ,
    "team_id" UUID NOT NULL REFERENCES "team" ("id") ON DELETE CASCADE,
    "user_id" UUID NOT NULL REFERENCES "user" ("id") ON DELETE CASCADE,
    CONSTRAINT "uid_membership_user_id_d07853" UNIQUE ("user_id", "team_id")
);
COMMENT ON COLUMN "membership"."role" IS 'OWNER: OWNER\nADMIN: ADMIN\nMEMBER: MEMBER\nVIEWER: VIEWER';
COMMENT ON TABLE "membership" IS 'A user''s role in a team; `epoch` grows when what the user may do changes.';
CREATE TABLE "refresh_token" (
    "id" UUID NOT NULL PRIMARY KEY,
    "created_at" TIMESTAMPTZ NOT NULL,
    "updated_at" TIMESTAMPTZ NOT NULL,
    "family_id" UUID NOT NULL,
    "token_hash" VARCHAR(64) NOT NULL UNIQUE,
    "expires_at" TIMESTAMPTZ NOT NULL,
    "used_at" TIMESTAMPTZ,
    "revoked_at" TIMESTAMPTZ,
    "team_id" UUID NOT NULL REFERENCES "team" ("id") ON DELETE CASCADE,
    "user_id" UUID NOT NULL REFERENCES "user" ("id") ON DELETE CASCADE
);
CREATE INDEX "idx_refresh_tok_family__1354e9" ON "refresh_token" ("family_id");
CREATE INDEX "idx_refresh_tok_expires_3e54da" ON "refresh_token" ("expires_at");
COMMENT ON TABLE "refresh_token" IS 'One link of a sign-in''s chain of refresh tokens; using a used one ends the whole family.';
CREATE TABLE "project" (
    "id" UUID NOT NULL PRIMARY KEY,
    "created_at" TIMESTAMPTZ NOT NULL,
    "updated_at" TIMESTAMPTZ NOT NULL,
    "team_id" UUID NOT NULL,
    "revision" INT NOT NULL,
    "changed" JSONB NOT NULL,
    "deleted_at" TIMESTAMPTZ,
    "deletion_id" UUID,
    "title" VARCHAR(120) NOT NULL,
    "summary" VARCHAR(2000) NOT NULL,
    "story" TEXT NOT NULL,
    "protagonist" VARCHAR(2000) NOT NULL,
    "style" VARCHAR(2000) NOT NULL,
    "art_style" JSONB,
    "language" VARCHAR(8) NOT NULL,
    "state" VARCHAR(32) NOT NULL,
    "milestone" VARCHAR(32) NOT NULL,
    "plan_confirmed_at" TIMESTAMPTZ,
    "seq" BIGINT NOT NULL,
    "last_news" BIGINT NOT NULL,
    "episode_count" INT NOT NULL,
    "expressed_episode_count" INT NOT NULL,
    "scene_count" INT NOT NULL,
    "completed_scene_count" INT NOT NULL,
    "created_by" UUID
);
CREATE INDEX "idx_project_team_id_8aa3d0" ON "project" ("team_id", "updated_at");
CREATE INDEX "idx_project_team_id_025e31" ON "project" ("team_id", "created_at");
COMMENT ON COLUMN "project"."language" IS 'ZH: zh\nEN: en';
COMMENT ON COLUMN "project"."state" IS 'IDLE: IDLE\nDATA_COLLECTING: DATA_COLLECTING\nDATA_COLLECTED: DATA_COLLECTED\nWORLD_VIEW_BUILDING: WORLD_VIEW_BUILDING\nCHARACTER_MANAGING: CHARACTER_MANAGING\nEPISODE_PLANNING: EPISODE_PLANNING\nEPISODE_PLAN_EDITING: EPISODE_PLAN_EDITING\nEPISODE_CREATING: EPISODE_CREATING\nSCENE_LIST_GENERATING: SCENE_LIST_GENERATING\nSCENE_LIST_EDITING: SCENE_LIST_EDITING\nSCENE_LIST_CONFIRMED: SCENE_LIST_CONFIRMED\nSCENE_PROCESSING: SCENE_PROCESSING\nALL_SCENES_COMPLETE: ALL_SCENES_COMPLETE\nALL_EPISODES_COMPLETE: ALL_EPISODES_COMPLETE\nEXPORTING: EXPORTING';
COMMENT ON COLUMN "project"."milestone" IS 'IDLE: IDLE\nDATA_COLLECTING: DATA_COLLECTING\nDATA_COLLECTED: DATA_COLLECTED\nWORLD_VIEW_BUILDING: WORLD_VIEW_BUILDING\nCHARACTER_MANAGING: CHARACTER_MANAGING\nEPISODE_PLANNING: EPISODE_PLANNING\nEPISODE_PLAN_EDITING: EPISODE_PLAN_EDITING\nEPISODE_CREATING: EPISODE_CREATING\nSCENE_LIST_GENERATING: SCENE_LIST_GENERATING\nSCENE_LIST_EDITING: SCENE_LIST_EDITING\nSCENE_LIST_CONFIRMED: SCENE_LIST_CONFIRMED\nSCENE_PROCESSING: SCENE_PROCESSING\nALL_SCENES_COMPLETE: ALL_SCENES_COMPLETE\nALL_EPISODES_COMPLETE: ALL_EPISODES_COMPLETE\nEXPORTING: EXPORTING';
COMMENT ON TABLE "project" IS 'A story on its way to a production; `seq` orders its transactions, `last_news` its facts.';
CREATE TABLE "causal_chain" (
    "id" UUID NOT NULL PRIMARY KEY,
    "created_at" TIMESTAMPTZ NOT NULL,
    "updated_at" TIMESTAMPTZ NOT NULL,
    "team_id" UUID NOT NULL,
    "revision" INT NOT NULL,
    "changed" JSONB NOT NULL,
    "deleted_at" TIMESTAMPTZ,
    "deletion_id" UUID,
    "chain" JSONB NOT NULL,
    "project_id" UUID NOT NULL REFERENCES "project" ("id") ON DELETE CASCADE
);
COMMENT ON TABLE "causal_chain" IS 'The chain of causes behind a project''s plot; one a project.';
CREATE TABLE "character" (
    "id" UUID NOT NULL PRIMARY KEY,
    "created_at" TIMESTAMPTZ NOT NULL,
    "updated_at" TIMESTAMPTZ NOT NULL,
    "team_id" UUID NOT NULL,
    "revision" INT NOT NULL,
    "changed" JSONB NOT NULL,
    "deleted_at" TIMESTAMPTZ,
    "deletion_id" UUID,
    "name" VARCHAR(120) NOT NULL,
    "aliases" JSONB NOT NULL,
    "brief" VARCHAR(2000) NOT NULL,
    "appearance" VARCHAR(8000) NOT NULL,
    "personality" VARCHAR(8000) NOT NULL,
    "background" VARCHAR(12000) NOT NULL,
    "primary_color" VARCHAR(7),
    "secondary_color" VARCHAR(7),
    "project_id" UUID NOT NULL REFERENCES "project" ("id") ON DELETE CASCADE
);
CREATE INDEX "idx_character_project_769264" ON "character" ("project_id", "created_at");
COMMENT ON TABLE "character" IS 'A person of the story; speakers and subjects refer to it by id.';
CREATE TABLE "character_relationship" (
    "id" UUID NOT NULL PRIMARY KEY,
    "created_at" TIMESTAMPTZ NOT NULL,
    "updated_at" TIMESTAMPTZ NOT NULL,
    "team_id" UUID NOT NULL,
    "revision" INT NOT NULL,
    "changed" JSONB NOT NULL,
    "deleted_at" TIMESTAMPTZ,
    "deletion_id" UUID,
    "type" VARCHAR(32) NOT NULL,
    "label" VARCHAR(60) NOT NULL,
    "description" VARCHAR(2000) NOT NULL,
    "intensity" INT NOT NULL,
    "project_id" UUID NOT NULL REFERENCES "project" ("id") ON DELETE CASCADE,
    "source_id" UUID NOT NULL REFERENCES "character" ("id") ON DELETE CASCADE,
    "target_id" UUID NOT NULL REFERENCES "character" ("id") ON DELETE CASCADE
);
COMMENT ON COLUMN "character_relationship"."type" IS 'FAMILY: FAMILY\nROMANTIC: ROMANTIC\nFRIENDSHIP: FRIENDSHIP\nRIVALRY: RIVALRY\nMENTORSHIP: MENTORSHIP\nALLIANCE: ALLIANCE\nSUBORDINATE: SUBORDINATE\nENEMY: ENEMY\nSTRANGER: STRANGER\nCUSTOM: CUSTOM';
COMMENT ON TABLE "character_relationship" IS 'What one character is to another, seen from the first.';
CREATE TABLE "episode" (
    "id" UUID NOT NULL PRIMARY KEY,
    "created_at" TIMESTAMPTZ NOT NULL,
    "updated_at" TIMESTAMPTZ NOT NULL,
    "team_id" UUID NOT NULL,
    "revision" INT NOT NULL,
    "changed" JSONB NOT NULL,
    "deleted_at" TIMESTAMPTZ,
    "deletion_id" UUID,
    "order" INT,
    "title" VARCHAR(200) NOT NULL,
    "summary" VARCHAR(4000) NOT NULL,
    "outline" JSONB,
    "core_expression" JSONB,
    "state" VARCHAR(32) NOT NULL,
    "list_confirmed_at" TIMESTAMPTZ,
    "scene_count" INT NOT NULL,
    "started_scene_count" INT NOT NULL,
    "completed_scene_count" INT NOT NULL,
    "project_id" UUID NOT NULL REFERENCES "project" ("id") ON DELETE CASCADE
);
CREATE INDEX "idx_episode_project_121679" ON "episode" ("project_id", "order");
COMMENT ON COLUMN "episode"."state" IS 'IDLE: IDLE\nCORE_EXPRESSION_READY: CORE_EXPRESSION_READY\nSCRIPT_WRITING: SCRIPT_WRITING\nSCENE_LIST_EDITING: SCENE_LIST_EDITING\nSCENE_PROCESSING: SCENE_PROCESSING\nCOMPLETE: COMPLETE';
COMMENT ON TABLE "episode" IS 'One episode of a project; `order` runs from 1 without gaps, null while trashed.';
CREATE TABLE "artefact_maturity" (
    "id" UUID NOT NULL PRIMARY KEY,
    "created_at" TIMESTAMPTZ NOT NULL,
    "updated_at" TIMESTAMPTZ NOT NULL,
    "team_id" UUID NOT NULL,
    "kind" VARCHAR(32) NOT NULL,
    "status" VARCHAR(32) NOT NULL,
    "locked_at" TIMESTAMPTZ,
    "locked_by" UUID,
    "revision" INT NOT NULL,
    "deleted_at" TIMESTAMPTZ,
    "episode_id" UUID REFERENCES "episode" ("id") ON DELETE CASCADE,
    "project_id" UUID NOT NULL REFERENCES "project" ("id") ON DELETE CASCADE
);
COMMENT ON COLUMN "artefact_maturity"."kind" IS 'BIBLE: BIBLE\nSEASON_ARC: SEASON_ARC\nOUTLINE: OUTLINE\nSTORYBOARD: STORYBOARD\nPROMPT_PACK: PROMPT_PACK';
COMMENT ON COLUMN "artefact_maturity"."status" IS 'DRAFT: DRAFT\nREVIEW: REVIEW\nLOCKED: LOCKED';
COMMENT ON TABLE "artefact_maturity" IS 'Whether an artefact of a project or episode is a draft, under review, or locked.';
CREATE TABLE "scene" (
    "id" UUID NOT NULL PRIMARY KEY,
    "created_at" TIMESTAMPTZ NOT NULL,
    "updated_at" TIMESTAMPTZ NOT NULL,
    "team_id" UUID NOT NULL,
    "revision" INT NOT NULL,
    "changed" JSONB NOT NULL,
    "deleted_at" TIMESTAMPTZ,
    "deletion_id" UUID,
    "order" INT,
    "summary" VARCHAR(2000) NOT NULL,
    "notes" VARCHAR(6000) NOT NULL,
    "cast" JSONB NOT NULL,
    "anchor" JSONB,
    "keyframes" JSONB,
    "motion" JSONB,
    "dialogue" JSONB,
    "state" VARCHAR(32) NOT NULL,
    "is_complete" BOOL NOT NULL,
    "episode_id" UUID NOT NULL REFERENCES "episode" ("id") ON DELETE CASCADE,
    "project_id" UUID NOT NULL REFERENCES "project" ("id") ON DELETE CASCADE
);
CREATE INDEX "idx_scene_episode_3037a3" ON "scene" ("episode_id", "order");
CREATE INDEX "idx_scene_project_7f99fb" ON "scene" ("project_id");
COMMENT ON COLUMN "scene"."state" IS 'PENDING: PENDING\nSCENE_GENERATING: SCENE_GENERATING\nSCENE_CONFIRMED: SCENE_CONFIRMED\nKEYFRAME_GENERATING: KEYFRAME_GENERATING\nKEYFRAME_CONFIRMED: KEYFRAME_CONFIRMED\nMOTION_GENERATING: MOTION_GENERATING\nMOTION_CONFIRMED: MOTION_CONFIRMED\nDIALOGUE_GENERATING: DIALOGUE_GENERATING\nSOUND_DESIGN_GENERATING: SOUND_DESIGN_GENERATING\nSOUND_DESIGN_CONFIRMED: SOUND_DESIGN_CONFIRMED\nCOMPLETED: COMPLETED\nNEEDS_UPDATE: NEEDS_UPDATE';
COMMENT ON TABLE "scene" IS 'A scene of an episode; `is_complete` is counted by its parents, never its state.';
CREATE TABLE "stale_mark" (
    "id" UUID NOT NULL PRIMARY KEY,
    "created_at" TIMESTAMPTZ NOT NULL,
    "updated_at" TIMESTAMPTZ NOT NULL,
    "team_id" UUID NOT NULL,
    "target_type" VARCHAR(32) NOT NULL,
    "target_id" UUID NOT NULL,
    "field" VARCHAR(64) NOT NULL,
    "reason" VARCHAR(64) NOT NULL,
    "priority" VARCHAR(32) NOT NULL,
    "cause_seq" BIGINT NOT NULL,
    "deleted_at" TIMESTAMPTZ,
    "project_id" UUID NOT NULL REFERENCES "project" ("id") ON DELETE CASCADE,
    CONSTRAINT "uid_stale_mark_target__39f2fa" UNIQUE ("target_id", "field", "reason")
);
CREATE INDEX "idx_stale_mark_project_d0c6a5" ON "stale_mark" ("project_id");
COMMENT ON COLUMN "stale_mark"."priority" IS 'HIGH: HIGH\nMEDIUM: MEDIUM\nLOW: LOW';
COMMENT ON TABLE "stale_mark" IS 'A field that was made from something that has changed since; `cause_seq` says when.';
CREATE TABLE "version" (
    "id" UUID NOT NULL PRIMARY KEY,
    "created_at" TIMESTAMPTZ NOT NULL,
    "updated_at" TIMESTAMPTZ NOT NULL,
    "team_id" UUID NOT NULL,
    "target_type" VARCHAR(32) NOT NULL,
    "target_id" UUID NOT NULL,
    "field" VARCHAR(64) NOT NULL,
    "source" VARCHAR(32) NOT NULL,
    "label" VARCHAR(200) NOT NULL,
    "body" JSONB NOT NULL,
    "job_id" UUID,
    "actor_id" UUID,
    "deleted_at" TIMESTAMPTZ,
    "project_id" UUID NOT NULL REFERENCES "project" ("id") ON DELETE CASCADE
);
CREATE INDEX "idx_version_target__9576bb" ON "version" ("target_id", "field", "created_at");
CREATE INDEX "idx_version_project_e60a38" ON "version" ("project_id");
COMMENT ON COLUMN "version"."source" IS 'AI: AI\nMANUAL: MANUAL\nREPLACED: REPLACED\nRESTORE: RESTORE\nLOCK: LOCK';
COMMENT ON TABLE "version" IS 'A stored snapshot of a field''s artefact, to compare and to restore.';
CREATE TABLE "world_view_element" (
    "id" UUID NOT NULL PRIMARY KEY,
    "created_at" TIMESTAMPTZ NOT NULL,
    "updated_at" TIMESTAMPTZ NOT NULL,
    "team_id" UUID NOT NULL,
    "revision" INT NOT NULL,
    "changed" JSONB NOT NULL,
    "deleted_at" TIMESTAMPTZ,
    "deletion_id" UUID,
    "type" VARCHAR(32) NOT NULL,
    "title" VARCHAR(120) NOT NULL,
    "content" VARCHAR(12000) NOT NULL,
    "order" INT,
    "project_id" UUID NOT NULL REFERENCES "project" ("id") ON DELETE CASCADE
);
CREATE INDEX "idx_world_view__project_bb6564" ON "world_view_element" ("project_id", "order");
COMMENT ON COLUMN "world_view_element"."type" IS 'ERA: ERA\nGEOGRAPHY: GEOGRAPHY\nSOCIETY: SOCIETY\nTECHNOLOGY: TECHNOLOGY\nMAGIC: MAGIC\nCUSTOM: CUSTOM';
COMMENT ON TABLE "world_view_element" IS 'One fact about the world that a story plays in.';
CREATE TABLE "ai_profile" (
    "id" UUID NOT NULL PRIMARY KEY,
    "created_at" TIMESTAMPTZ NOT NULL,
    "updated_at" TIMESTAMPTZ NOT NULL,
    "team_id" UUID NOT NULL,
    "revision" INT NOT NULL,
    "changed" JSONB NOT NULL,
    "deleted_at" TIMESTAMPTZ,
    "deletion_id" UUID,
    "name" VARCHAR(80) NOT NULL,
    "provider" VARCHAR(32) NOT NULL,
    "model" VARCHAR(120) NOT NULL,
    "base_url" VARCHAR(500),
    "output_mode" VARCHAR(32) NOT NULL,
    "parameters" JSONB NOT NULL,
    "pricing" JSONB NOT NULL,
    "sealed_key" TEXT,
    "key_hint" VARCHAR(8),
    "is_default" BOOL NOT NULL
);
CREATE INDEX "idx_ai_profile_team_id_87d711" ON "ai_profile" ("team_id", "created_at");
COMMENT ON COLUMN "ai_profile"."output_mode" IS 'TOOL: TOOL\nJSON_SCHEMA: JSON_SCHEMA\nJSON_OBJECT: JSON_OBJECT\nPROMPTED: PROMPTED';
COMMENT ON TABLE "ai_profile" IS 'A team''s provider, model, parameters, prices and sealed key.';
CREATE TABLE "job" (
    "id" UUID NOT NULL PRIMARY KEY,
    "created_at" TIMESTAMPTZ NOT NULL,
    "updated_at" TIMESTAMPTZ NOT NULL,
    "team_id" UUID NOT NULL,
    "project_id" UUID,
    "episode_id" UUID,
    "scene_id" UUID,
    "parent_id" UUID,
    "root_id" UUID,
    "step" VARCHAR(64),
    "retry_of" UUID,
    "kind" VARCHAR(64) NOT NULL,
    "params" JSONB NOT NULL,
    "profile_id" UUID,
    "prompt_versions" JSONB NOT NULL,
    "pool" VARCHAR(32) NOT NULL,
    "priority" INT NOT NULL,
    "actor_id" UUID,
    "writes" JSONB NOT NULL,
    "holds" VARCHAR(32),
    "covers" BOOL NOT NULL,
    "state" VARCHAR(32) NOT NULL,
    "attempt" INT NOT NULL,
    "failures" INT NOT NULL,
    "losses" INT NOT NULL,
    "pending" INT NOT NULL,
    "steps_done" INT NOT NULL,
    "share" DOUBLE PRECISION NOT NULL,
    "paused_at" TIMESTAMPTZ,
    "next_run_at" TIMESTAMPTZ,
    "deadline_at" TIMESTAMPTZ NOT NULL,
    "rung_at" TIMESTAMPTZ,
    "worker_id" UUID,
    "facts_seq" BIGINT,
    "lock" VARCHAR(120) UNIQUE,
    "ratio" DOUBLE PRECISION NOT NULL,
    "stage" VARCHAR(32),
    "note" VARCHAR(500) NOT NULL,
    "error_code" VARCHAR(32),
    "error_message" VARCHAR(2000),
    "error_retryable" BOOL NOT NULL,
    "raw_output" TEXT,
    "result" JSONB,
    "started_at" TIMESTAMPTZ,
    "finished_at" TIMESTAMPTZ,
    "deleted_at" TIMESTAMPTZ
);
CREATE INDEX "idx_job_team_id_37f6d1" ON "job" ("team_id", "created_at");
CREATE INDEX "idx_job_project_25ac8b" ON "job" ("project_id", "created_at");
CREATE INDEX "idx_job_episode_85c5cd" ON "job" ("episode_id", "created_at");
CREATE INDEX "idx_job_scene_i_20564b" ON "job" ("scene_id", "created_at");
CREATE INDEX "idx_job_parent__1c5031" ON "job" ("parent_id", "step");
COMMENT ON COLUMN "job"."state" IS 'QUEUED: QUEUED\nRUNNING: RUNNING\nWAITING: WAITING\nRETRYING: RETRYING\nSUCCEEDED: SUCCEEDED\nFAILED: FAILED\nCANCELLED: CANCELLED';
COMMENT ON COLUMN "job"."stage" IS 'PREPARE: PREPARE\nCALL: CALL\nPARSE: PARSE\nREPAIR: REPAIR\nWRITE: WRITE\nDONE: DONE';
COMMENT ON COLUMN "job"."error_code" IS 'UNAUTHENTICATED: UNAUTHENTICATED\nFORBIDDEN: FORBIDDEN\nNOT_FOUND: NOT_FOUND\nBAD_ID: BAD_ID\nBAD_CURSOR: BAD_CURSOR\nBAD_REQUEST: BAD_REQUEST\nINVALID: INVALID\nNOT_READY: NOT_READY\nCONFLICT: CONFLICT\nACTIVE_JOB: ACTIVE_JOB\nARTEFACT_LOCKED: ARTEFACT_LOCKED\nILLEGAL_MOVE: ILLEGAL_MOVE\nIDEMPOTENCY_MISMATCH: IDEMPOTENCY_MISMATCH\nTOO_COMPLEX: TOO_COMPLEX\nRETRY_LIMIT: RETRY_LIMIT\nAUTH: AUTH\nQUOTA: QUOTA\nRATE_LIMITED: RATE_LIMITED\nTIMEOUT: TIMEOUT\nCONTENT_FILTER: CONTENT_FILTER\nBAD_ANSWER: BAD_ANSWER\nPROVIDER_REFUSED: PROVIDER_REFUSED\nUNAVAILABLE: UNAVAILABLE\nWORKER_LOST: WORKER_LOST\nDEADLINE: DEADLINE\nCHILD_FAILED: CHILD_FAILED\nTARGET_GONE: TARGET_GONE\nINTERNAL: INTERNAL';
COMMENT ON TABLE "job" IS 'One asking of a kind about one target: the truth about it (docs/adr/0003).';
CREATE TABLE "system_prompt" (
    "id" UUID NOT NULL PRIMARY KEY,
    "created_at" TIMESTAMPTZ NOT NULL,
    "updated_at" TIMESTAMPTZ NOT NULL,
    "team_id" UUID NOT NULL,
    "revision" INT NOT NULL,
    "changed" JSONB NOT NULL,
    "deleted_at" TIMESTAMPTZ,
    "deletion_id" UUID,
    "key" VARCHAR(120) NOT NULL,
    "language" VARCHAR(8) NOT NULL,
    "content" TEXT NOT NULL
);
COMMENT ON TABLE "system_prompt" IS 'A prompt that a team has rewritten; absent rows mean our own text.';
CREATE TABLE "usage_record" (
    "id" UUID NOT NULL PRIMARY KEY,
    "created_at" TIMESTAMPTZ NOT NULL,
    "updated_at" TIMESTAMPTZ NOT NULL,
    "team_id" UUID NOT NULL,
    "project_id" UUID,
    "job_id" UUID NOT NULL,
    "attempt" INT NOT NULL,
    "kind" VARCHAR(64) NOT NULL,
    "profile_id" UUID,
    "provider" VARCHAR(32) NOT NULL,
    "model" VARCHAR(120) NOT NULL,
    "request_hash" VARCHAR(64) NOT NULL,
    "status" VARCHAR(32) NOT NULL,
    "answer" TEXT,
    "finish" VARCHAR(32),
    "input_tokens" INT,
    "output_tokens" INT,
    "cached_input_tokens" INT,
    "failure" VARCHAR(32),
    "duration_ms" INT,
    "deleted_at" TIMESTAMPTZ
);
CREATE INDEX "idx_usage_recor_job_id_405b11" ON "usage_record" ("job_id", "request_hash");
CREATE INDEX "idx_usage_recor_team_id_64106f" ON "usage_record" ("team_id", "created_at");
CREATE INDEX "idx_usage_recor_project_cb900c" ON "usage_record" ("project_id", "created_at");
COMMENT ON COLUMN "usage_record"."status" IS 'PENDING: PENDING\nANSWERED: ANSWERED\nFAILED: FAILED';
COMMENT ON TABLE "usage_record" IS 'One call to a provider: what was asked, what it cost; counted whatever becomes of the job.';
CREATE TABLE "worker" (
    "id" UUID NOT NULL PRIMARY KEY,
    "host" VARCHAR(255) NOT NULL,
    "slots" INT NOT NULL,
    "pools" JSONB NOT NULL,
    "started_at" TIMESTAMPTZ NOT NULL,
    "beat_at" TIMESTAMPTZ NOT NULL
);
CREATE INDEX "idx_worker_beat_at_315da0" ON "worker" ("beat_at");
COMMENT ON TABLE "worker" IS 'A running worker process and when it last beat, by the database''s clock.';
CREATE TABLE "news" (
    "id" BIGSERIAL NOT NULL PRIMARY KEY,
    "team_id" UUID NOT NULL,
    "stream_id" UUID NOT NULL,
    "cursor" BIGINT NOT NULL,
    "seq" BIGINT NOT NULL,
    "type" VARCHAR(64) NOT NULL,
    "body" JSONB NOT NULL,
    "job_id" UUID,
    "at" TIMESTAMPTZ NOT NULL,
    CONSTRAINT "uid_news_stream__8dc85d" UNIQUE ("stream_id", "cursor")
);
CREATE INDEX "idx_news_job_id_6a8b51" ON "news" ("job_id", "cursor");
CREATE INDEX "idx_news_at_c37f9a" ON "news" ("at");
COMMENT ON TABLE "news" IS 'One fact of a project (or of a team, where there is no project); `cursor` is dense.';
CREATE TABLE "state_change" (
    "id" UUID NOT NULL PRIMARY KEY,
    "team_id" UUID NOT NULL,
    "machine" VARCHAR(32) NOT NULL,
    "target_id" UUID NOT NULL,
    "event" VARCHAR(64) NOT NULL,
    "source" VARCHAR(32) NOT NULL,
    "target" VARCHAR(32) NOT NULL,
    "actor_id" UUID,
    "job_id" UUID,
    "at" TIMESTAMPTZ NOT NULL
);
CREATE INDEX "idx_state_chang_target__1770a4" ON "state_change" ("target_id", "at");
CREATE INDEX "idx_state_chang_team_id_ead5cd" ON "state_change" ("team_id", "at");
COMMENT ON TABLE "state_change" IS 'One performed move: the history of every state column.';
CREATE UNIQUE INDEX IF NOT EXISTS user_email_lower ON "user" (lower(email));
ALTER TABLE team DROP CONSTRAINT IF EXISTS team_counters_check,
  ADD CONSTRAINT team_counters_check CHECK (seq >= 0 AND last_news >= 0);
ALTER TABLE membership DROP CONSTRAINT IF EXISTS membership_epoch_check,
  ADD CONSTRAINT membership_epoch_check CHECK (epoch >= 0);
ALTER TABLE job DROP CONSTRAINT IF EXISTS job_team_fkey,
  ADD CONSTRAINT job_team_fkey FOREIGN KEY (team_id) REFERENCES team (id) ON DELETE CASCADE;
ALTER TABLE job DROP CONSTRAINT IF EXISTS job_project_fkey,
  ADD CONSTRAINT job_project_fkey FOREIGN KEY (project_id) REFERENCES project (id)
    ON DELETE CASCADE;
ALTER TABLE job DROP CONSTRAINT IF EXISTS job_episode_fkey,
  ADD CONSTRAINT job_episode_fkey FOREIGN KEY (episode_id) REFERENCES episode (id)
    ON DELETE CASCADE;
ALTER TABLE job DROP CONSTRAINT IF EXISTS job_scene_fkey,
  ADD CONSTRAINT job_scene_fkey FOREIGN KEY (scene_id) REFERENCES scene (id) ON DELETE CASCADE;
ALTER TABLE job DROP CONSTRAINT IF EXISTS job_parent_fkey,
  ADD CONSTRAINT job_parent_fkey FOREIGN KEY (parent_id) REFERENCES job (id) ON DELETE CASCADE;
ALTER TABLE job DROP CONSTRAINT IF EXISTS job_retry_of_fkey,
  ADD CONSTRAINT job_retry_of_fkey FOREIGN KEY (retry_of) REFERENCES job (id) ON DELETE SET NULL;
ALTER TABLE job DROP CONSTRAINT IF EXISTS job_profile_fkey,
  ADD CONSTRAINT job_profile_fkey FOREIGN KEY (profile_id) REFERENCES ai_profile (id)
    ON DELETE SET NULL;
ALTER TABLE usage_record DROP CONSTRAINT IF EXISTS usage_record_team_fkey,
  ADD CONSTRAINT usage_record_team_fkey FOREIGN KEY (team_id) REFERENCES team (id)
    ON DELETE CASCADE;
ALTER TABLE usage_record DROP CONSTRAINT IF EXISTS usage_record_project_fkey,
  ADD CONSTRAINT usage_record_project_fkey FOREIGN KEY (project_id) REFERENCES project (id)
    ON DELETE SET NULL;
ALTER TABLE job DROP CONSTRAINT IF EXISTS job_state_check,
  ADD CONSTRAINT job_state_check CHECK (state IN
    ('QUEUED', 'RUNNING', 'WAITING', 'RETRYING', 'SUCCEEDED', 'FAILED', 'CANCELLED'));
ALTER TABLE job DROP CONSTRAINT IF EXISTS job_ended_check,
  ADD CONSTRAINT job_ended_check CHECK (
    (state IN ('SUCCEEDED', 'FAILED', 'CANCELLED')) = (finished_at IS NOT NULL)
    AND (lock IS NULL OR finished_at IS NULL)
  );
ALTER TABLE job DROP CONSTRAINT IF EXISTS job_counters_check,
  ADD CONSTRAINT job_counters_check CHECK (
    attempt >= 0 AND failures >= 0 AND losses >= 0 AND pending >= 0 AND steps_done >= 0
    AND ratio BETWEEN 0 AND 1
  );
ALTER TABLE job DROP CONSTRAINT IF EXISTS job_target_check,
  ADD CONSTRAINT job_target_check CHECK (
    (episode_id IS NULL OR project_id IS NOT NULL) AND (scene_id IS NULL OR episode_id IS NOT NULL)
  );
CREATE INDEX IF NOT EXISTS job_live ON job (project_id)
  WHERE state IN ('QUEUED', 'RUNNING', 'WAITING', 'RETRYING');
CREATE INDEX IF NOT EXISTS job_due ON job (priority DESC, created_at)
  WHERE state IN ('QUEUED', 'RETRYING');
CREATE INDEX IF NOT EXISTS job_running ON job (worker_id) WHERE state = 'RUNNING';
CREATE UNIQUE INDEX IF NOT EXISTS job_child
  ON job (parent_id, step, coalesce(scene_id, episode_id, project_id))
  WHERE parent_id IS NOT NULL;
CREATE UNIQUE INDEX IF NOT EXISTS ai_profile_default ON ai_profile (team_id)
  WHERE is_default AND deleted_at IS NULL;
CREATE UNIQUE INDEX IF NOT EXISTS system_prompt_key ON system_prompt (team_id, key, language)
  WHERE deleted_at IS NULL;
ALTER TABLE news DROP CONSTRAINT IF EXISTS news_cursor_check,
  ADD CONSTRAINT news_cursor_check CHECK (cursor >= 1 AND seq >= 1);
CREATE INDEX IF NOT EXISTS news_team ON news (team_id, id);
ALTER TABLE episode DROP CONSTRAINT IF EXISTS episode_order_unique,
  ADD CONSTRAINT episode_order_unique UNIQUE (project_id, "order") DEFERRABLE INITIALLY IMMEDIATE;
ALTER TABLE scene DROP CONSTRAINT IF EXISTS scene_order_unique,
  ADD CONSTRAINT scene_order_unique UNIQUE (episode_id, "order") DEFERRABLE INITIALLY IMMEDIATE;
ALTER TABLE world_view_element DROP CONSTRAINT IF EXISTS world_view_element_order_unique,
  ADD CONSTRAINT world_view_element_order_unique
    UNIQUE (project_id, "order") DEFERRABLE INITIALLY IMMEDIATE;
ALTER TABLE episode DROP CONSTRAINT IF EXISTS episode_order_check,
  ADD CONSTRAINT episode_order_check
    CHECK ("order" >= 1 AND ("order" IS NOT NULL OR deleted_at IS NOT NULL));
ALTER TABLE scene DROP CONSTRAINT IF EXISTS scene_order_check,
  ADD CONSTRAINT scene_order_check
    CHECK ("order" >= 1 AND ("order" IS NOT NULL OR deleted_at IS NOT NULL));
ALTER TABLE world_view_element DROP CONSTRAINT IF EXISTS world_view_element_order_check,
  ADD CONSTRAINT world_view_element_order_check
    CHECK ("order" >= 1 AND ("order" IS NOT NULL OR deleted_at IS NOT NULL));
ALTER TABLE project DROP CONSTRAINT IF EXISTS project_team_fkey,
  ADD CONSTRAINT project_team_fkey FOREIGN KEY (team_id) REFERENCES team (id) ON DELETE CASCADE;
ALTER TABLE project DROP CONSTRAINT IF EXISTS project_counters_check,
  ADD CONSTRAINT project_counters_check CHECK (
    seq >= 0 AND last_news >= 0
    AND expressed_episode_count BETWEEN 0 AND episode_count
    AND completed_scene_count BETWEEN 0 AND scene_count
  );
ALTER TABLE episode DROP CONSTRAINT IF EXISTS episode_counters_check,
  ADD CONSTRAINT episode_counters_check CHECK (
    started_scene_count BETWEEN 0 AND scene_count
    AND completed_scene_count BETWEEN 0 AND scene_count
  );
CREATE UNIQUE INDEX IF NOT EXISTS causal_chain_one ON causal_chain (project_id)
  WHERE deleted_at IS NULL;
ALTER TABLE artefact_maturity DROP CONSTRAINT IF EXISTS artefact_maturity_scope_check,
  ADD CONSTRAINT artefact_maturity_scope_check
    CHECK ((kind IN ('BIBLE', 'SEASON_ARC')) = (episode_id IS NULL));
CREATE UNIQUE INDEX IF NOT EXISTS artefact_maturity_of_project
  ON artefact_maturity (project_id, kind) WHERE episode_id IS NULL;
CREATE UNIQUE INDEX IF NOT EXISTS artefact_maturity_of_episode
  ON artefact_maturity (episode_id, kind) WHERE episode_id IS NOT NULL;
ALTER TABLE character_relationship DROP CONSTRAINT IF EXISTS character_relationship_check,
  ADD CONSTRAINT character_relationship_check
    CHECK (source_id <> target_id AND intensity BETWEEN 1 AND 10);
CREATE UNIQUE INDEX IF NOT EXISTS character_relationship_pair
  ON character_relationship (project_id, source_id, target_id) WHERE deleted_at IS NULL;"""


async def downgrade(db: BaseDBAsyncClient) -> str:
    return """
        """


MODELS_STATE = (
    "eJztXW1zozi2/isqf5mZqmw2ne6kM+5bt4rYdJppv2Rtp3t6x1s0sZWYiS08CCed3bv//U"
    "riHQQBx3YwOV8MCB2BH4kjnVf9p7GwpnhODxVsm5NZo4n+0yDGArOTxJ0D1DCWy7CcFzjG"
    "9VxUNcI619SxjYnDSm+MOcWsaIrpxDaXjmkRVkpW8zkvtCasokluw6IVMf9aYd2xbrEzwz"
    "a78ce/WLFJpvgHpv7l8k6/MfF8GntVc8qfLcp153EpyjTifBQV+dOu9Yk1Xy1IWHn56Mws"
    "EtQ2icNLbzHBtuFg3rxjr/jr87fz/qf/j9w3Dau4rxihmeIbYzV3In/3Wg/LGrre64/0oT"
    "rS9UYJgCYW4eCyV6Xi39/yV/jb8Zt379+dvT19d8aqiNcMSt7/1310CIxLKODpjRr/FfcN"
    "x3BrCIxDUO+xTfkrpZBtzQxbDm2EJIEve/Ekvj6aeQD7BSHC4ajaBcQL44c+x+TW4Z/G8c"
    "lJDqBflEHrkzL4mdX6hT/SYp+B+3X0vFvH7j2Oeogy/6hKIOxVryG6b46OCqDLamWiK+7F"
    "0WVPdLD7accR/m3Y78kRjpAkUJ6aEwf9H5qbNMUr9gDtHHA5GLzlBaV/zaOY/txVfk/C3e"
    "r0zwU4FnVubdGKaOCcQc8Z9M1dhJvwgmtjcvdg2FM9dcc6trLqpm8tjhfJEoMYtwJI/o/5"
    "//OnrNXUdFTi2I/SCS28mz+p8Xo6Dio+NbM1vs4sNDWn6GFmOMix2JFNisi6/hNPnAN0Y9"
    "mIkVPk8NsGcrCxQAvjET0YRFSfW9YdWi3RnI0p+7CR6NTNt/70fPtHgzejuxOm4TTYbVZk"
    "2IwgUlhqVr660tolpuXVypwecpp1PrinZ+fG/9ysyIT3HzLMH5Qe3pnOoTmlhwQ//G9j9x"
    "+i+Obenv6S/L4EAvmzdaSniiIeIdkk7NXlc0/CG5mWJ45ll8QzSvMMQL1RWjs8S64lQ4oa"
    "LnZO3xVY65y+y1zq8FtxgD22LEAqgXKCDKAuDnVJZhslAu4QR3SKHcOcl1mlhxS7X6RHVg"
    "3XK3PumIQe8se+xIphY0v3GLOWCExtBqJjLnAGs5bKSx7JoX+yj7zExsa0T+aP3qeX0xUj"
    "rasOR0r3MtYfbWWk8jvHovQxUfrzaaKPgkbQV230CfFL9M9+T012W1Bv9M8Gfydj5Vg6sR"
    "50YxpZ6fqlPmpVEdC6eHGNbTozlw2JgBa5e5AnoC3i9Z6UzxS0otj+iSLbmmNkEk9M+oC+"
    "46U1mX1Ht7b1QJlghYknZc2wIBGC1NRCk5lBbjFNy2YbbVkil/3R4JXFn2fNuiLXunpRkM"
    "C2JIFNGKtg0OjluWecErho1blodK5cLadr9nqcEnq9Kr3uYxTpdu/tw17nfF4uZqlktRD9"
    "rTEsDDLBqX73aassazX6X3vqoInEYUyUdlfrNZE4jElX7Z7zm+5xTL5o6ld+7R6Tk2MRGe"
    "3tcQEZ7e1xpozGb8WXsGLeLWEUDOo/bRfcVK8cbeuz24hdMCqczfF6HC5OuQEOtz/Cb8UZ"
    "WnoeA/3xRjUafL1eEs4ICcApMybG0U1D+9GysXlLPuPH1AScANQTNK+8ZvYT0rA05Iy28R"
    "CIgdEBxf67y4wF7sqwpbTVRur73wCkI6+ZmkIaYXlySF9GnzLAE8z+dEOiTPFvHeRpUuxI"
    "pSfVKKMZRgahD9hGd3jpuKZngswpXiwtB5PJIyt/bLICiiy2+j9A1PLN0jZezo1HxAUDbq"
    "rGC2TcsK9+llapbO0pUvVK1M4dseKxJ6SULX+A0bsyKhdYtNTF6F1PQDn/SGGZbYz1qldZ"
    "MbCu62Qh577jHOe+47Rzn7XkgJR0K4gR1RDpzZu7TbJcOfrMoBJ9SjbOcSoAugDQjI/w90"
    "2BnG0FDynACh5TtIAVHDT5lbeCD7CQSkbWHSYNqegWuX+QL7+Jmkyo8as+KcX1CWbsgdwh"
    "64ZJTJQJ+X8zyU+UW6JNwgu9NpFok35AK8pGCKu6onjKJC6MMHGlK/Qw41bvG2Nhzh/Tgt"
    "w2H1TEhdmtzleown0Z/1ia7HE6CHFVEeLAbv5a+C7Yzevc60Xs5iEzLsFfY0SgY0h6I/Np"
    "s7R4FqfajHj2stGwWxbOIuuGkvwqTllDfrW//EkyLdH15iQKbg570b82vmecb50ujlNCL1"
    "e5l8EuBM4s1YITnFnAmaVqkFbUmUWgLlGH+r2RrQb1u72YD4uDiUGcJsL32Gbdz5WOjh+b"
    "o1xqnvvINZ5b5JbyFApcF8kfIXdWeV5zG05+BMpKUFbumu3sqdoKlJWvsdeLKCvFMdXf2T"
    "o1vz44OxTQp1H8Vxrbc/M2M0LHI6hNfM6vx8dv374/Pnp7enby7v37k7OjIFAnfSsvYudc"
    "u+BBOzHk01E8c4M6OptvaTnUY2SA/XrYQwRVXZVOJTxJIvJMkLdA9jF6xB8/D/A8y1FRmi"
    "hhzyaYLCk1oa6NOLY8E62kO01d8NqmLC6UShJZ3Fc2ZcvivlarSFqOJRvEFs+MYQn/IIpM"
    "IsuxkVUNZGeQnUGKAtkZer06sjNeSBO6ZQvPAUHtfFGOT4oIz6xWTtrwlPhcfd1EY1uTUy"
    "Jt+HGhtOHHOWnDj1ORRUuD0geLLZ7KulWlCGuoC9pKGvy5NTGyUupkaCYCih2O6X/PdjOq"
    "zwogfJaJ71kSXVBAgAICFBCggNg/BYRiO+x/TJyu4axs05Fv6JCsc5C7rYNXW19EqxfY3E"
    "EoF3gOCr8FN6JpaVt8CwZk2QgvTcoeiEzKyqe2ceMcoBXrLBvZ+N7EDwe8Epu37vBUtr/D"
    "5h8AmhHQjICMDJoR6PXqaEbAN3mzKVbY28vFxqczsfq0VRbSG+faeUdtInEYk6GqDPs9nU"
    "l6TRSej0n/atTReqyed8JqjvqDb+d9ZdBmNYPzMbkc9Nnw1S+V1ucmilwkFyRFxNTN521l"
    "PeWsJOvsYh0aUu9QJ9AeKB9HJdcbLlETicOYDFSeO7eJ3OOYdPqtzyrrN/dYjZ5xl5VrTF"
    "YxQtAgVGdqSq9IvK66lmStyp6dYkSws00yp8+9Kd9FNdPlKkqyO4+rN9tayUE26pcfsHvH"
    "iDxFR8l1cpwKWFHCqOXqkUpiGqcC8SM/ls9DKw1w6dizy7Cl/QT2yfCz+Mh6OqjP+7o3gK"
    "0atrSXjOBJaOOMsErBfS1jRY15i+f+akhU+dHbB3la/ImoqE+CmoVC/oKcY5wc82i8GevJ"
    "UMf+E0XLueV8ELF5Qak83u8ZbYFavjrM/ADU8q9IQQtq+dfY66CWB73Hvus93B1CJeMzOz"
    "t0hATSQ8fY0CbSQ4Mi6jUookRfsf9fcmpIkIEqKsXMTMnUkMvKTNnE4EoY1LFsE9ND32+K"
    "HkbFw6RQWZ/5eCt8DdSEoCaski6riJrwhXRZM4OrnOQRsuHNg1w9Vqxa8VhZ60YkluKc7/"
    "EDokts3LEbyCBTRFfXHDDKE+tjm2eaMh10/YhMidPpBtorkoM/3ocR5Qik4AdFV7XZ1J6q"
    "PEDR9Rp7HRRdoOgCRRcoukDR9dIcpOKzAii6djM7VD9NwzYXUdtP1GDMTYNiSbxA9mQRIa"
    "nGZMGfV5vJ4to28U2ZER8Q1C4zyfFR0U2Pc3c9To/55RIbtq8WLIpznKp2YJ8VA/ssD+wz"
    "CdiueozxDKfUTt4JMoC7INxcMXtrW6usmL4MHhKjqh3Ybwpykje5rOSNjJcsbXNh2I8cS0"
    "uyCUnOAE8SroV6xdZ8cdjzxFYf8veZcL9PJ7xmT5uuBbaEFOB+Am4wY4IZsz5mzKi+0U0z"
    "tIHsTYGJchBps0ZdkNDTzoXJQhbbCqDtKJuTHLw863kS5QKWdN1O0hRI7mQ4Ik4jaISnWH"
    "IsZBCLG7UPEMWYoBvbWggz+Y1pU0lYyPrNQERIdSa8AwSG8tdjMgVD+WvsdTCUg6EcDOUv"
    "b/sAQzkYyis9K4ChfDezgwAiBWexrG8+bZWN5o2PSlfrfGsi9zgmg35X6Y20VhP5Z2Pyca"
    "Cpvfbwk3bJ6gXnrK72RekMGLF3MiZdtTfqD9ya4fmYKJ2OpvRaahP5Z2MyvDrvD9paj308"
    "TRS5GBO1p3ZZq+LAEwYOlN6FOuDpAt2zMWldDUf9bhO5x6TAW0Stu4VEdMY1LrW1SEBQO8"
    "vQaRGz0Gm2Teg0ZRCKvlYJiBNktQN6W7Z89jRMqNS4nLkqjtHsbll8sifLYjD8bGF6ptbK"
    "npRNxxYjAkiTKx7DvsVlh2mMCCAF8+RLJWNzv+0NQBuLk6wpuDFG+DS27kcO2BbCNsYRqx"
    "Qd7CcZlFg3I/kHs+2ZkXSHTxsw+wQHm8NEN435gL5b9hTb35G9ItS1PL5BDyYbLSsH3RpL"
    "eiDeGz3MzDlmABt0JtucZgvtl48bFk+CkGGwhFacde2pTQwsoa+x18ESCpZQsISCJRQsoS"
    "/NQSo+K4AldDezgyvlFJ8agvprzQsVg3DTM4NjOuV2FQ8I6mjCKmbByjNgpYKaVgseBlYG"
    "4QhJ7TB+V8xM+C7PTPhOYia0Vs7cJJKBnL3AiZAUzJnpbxqxnBvk8JL9EDzd950ydrbimV"
    "g21vGPJasiX9rnLEXTpEWznMYpD1vsWo01BJ2W12l8u8i1vY4C4h1yMa3dUUtyMkHTRPx3"
    "TFr9gaqrv18O1OFQ6/f0gaq0vzWRtHhMhq2BdjnSvw60kda7aKL4Nb+v9lS9ow1HutoO6i"
    "TL/HqXg36Ltx/WCkv4m3UvOyr3UPLPkjroF3I2YmIgN0LcmPZivd0vZQ2AXFNluYZOGPSs"
    "z1ZE0tuZ6/AE1e60NEd7shZnDNPmov2a8MqpAeaUMsxaLF0dynpAZ9ID1OBqBk48VfaF2F"
    "SOgYXhrGzTMWWJ1crEyiuepNJ123vc22VNfmoBwSefCdWQt1GjobnVNAL+lyxxrYl85Nmu"
    "NRGeUiTlvkiKjyyCTIeiB+NRRPRzD5jpShhxPqDvFP/1HQlNLBW1WJuEGuIuPUDf5wYTAg"
    "h+oN/FXVd6Two4231SEXebiNE2Yq5n1WK3IH3/S0yRBwh8cV6PVwb44rzGXgdfHPDFAV8c"
    "8MUBX5yX5iAVnxXAF2dHMXp74D6yzWXU9hP4gwPJTuLMhWIhDfII/8g0t1i1gTiPz6u/j/"
    "Jn3IDNd/q9C796chpOmQUc49Yi3qql6LhOkNUA+F2N7cdyTDogAIiLbjlhO3oGzDkbrUSJ"
    "Cno0BTTcdjD0iWuz9NjKAn/OpKeVcbu2I1OUfodfxL9nJb+Jxj8/NdG/ZzxtURNhklSfF/"
    "k+zgp8HGfZG1akOc+e+Y8xUUXRW/1OR21x16yyHRB1JUs01USJgngNtR2voLbH5Gt/0Gnr"
    "XzT1q35+pXXaohVJ4Zhw+BVGNNC7Sk+5EBXTZWxgXGrDflvVLztKrydqJUvidUK3NVlpWL"
    "c1UJV4Pb8k5gR3wc4GSsoPLiwu6zInylqMv2qDLkdQVlrMvU7pdHRROtRDTztJoVvT+5fJ"
    "uqlihtDvl/2BB41/us6HuXnHvYU5x2x+kTlNF/s+Yw3ANwrfKHyjm/5GeaTBs5xrpQ2Aor"
    "LKikqK/0r38rl5m+346RLUxvvw1+Pjt2/fHx+9PT07eff+/cnZUWBySd/Ks72caxfc/BLr"
    "ybQ9JnAIKYd6jAywXw97P6KqrAtuiq42HbAxM6MX9cSY/togZ7cAcKd89yEkYhuwgq/+7q"
    "D2PN1k+39l20fjVGAelbjqV9yhvGo21UIe5RNjRY25PpmxCs/d5E801eIt1RYtP83lpvZD"
    "rCtQsHfkerh5C8RnQlY8l8JeggRRME8B5BhzrC8M++65KPGGuqyduiJ1z1g5ZynPg+mL20"
    "pdQXqwbAbMvYkfngfTV97OF9aMOscLvD1BoW5BaC6vkoSgBUwsOwCNBlWKhJ/xyiLrMvFz"
    "MH9A302q+9Lfd77LrBD98BRdP4rAr6Vhs77k2ZfxPd+GlhUJg7M06mzjDygSbOZrXWK5nX"
    "moWSSKFeLLIL6s2qxnTyONIL7sNfa6xEAH8WUQXwbxZRBfBvFl4LYB8WW7nh0g1/MmbdQQ"
    "SraLWBBiOTI1bzbIAUHtID4tBvFpHsSnEognhixyLGeBY0hDxl5odcOfV5vVjUEmM0vCon"
    "PCngKKgjFPruuGS+YqD5Wgif3i6LvunDv8eGOzcwk7yu6fGFHBLvJp9GvLsKeHn73Lc34F"
    "3fRUNy0s+Xbi2X0UUhTsIJdAX9rWYukcdsXVpbiA7nlSgDONuXW7KhXbGaUp2EU+yWE7Qg"
    "s9U6v89Jdqr71GzJJH1kTeiR8vkw7WScfppEJvIlE3n9VvHwdKN96QpDBSM9JcumxMuv0R"
    "T5AfbS9VFNSKtJUsGZO2pnT6F1fxd5MUsv/Zv+q19bY61C7iT864kaCIAiQtD5Pvt8Ps+6"
    "y0p6rtoX51yfUPTRS9aqyxVt589FDEQJn+Rs4ta44NkmEOjFMmPpBrRrqtLyQo2S13Ou/3"
    "OzHudK4l81hcdc/Vwc9vBP6skummDc6OaSinB4pTgZUAEolDIvEKOcocrJFIXMIUNoBt/Z"
    "wkk9gm/F4qtGN96Fco82qKOh3meDYFTo6iXgH3JvFyyJkZDnowKFoYU+zuI0+tBXZmDHL3"
    "5ozd9Cx5iJpsEH1A37mfPNZFSmxqPFL0MMNE5uG0lWdInJz+YEDY7DLKyPmJjQ3K/u+/Uk"
    "5Q4Ov0MlMv+Dq9Hq8X8HV6jb0Ovk47l2K8uU8AkoI0J2dqnKyGmVM3r/tILzOKjN0oEYze"
    "BKTBYq3ouA0IajhiT98VsWu/y7Zqv0uOWG8JXALfkAIALgDw0jYtPyZ6HXtBlL7KgDc+aR"
    "efmoj/jklXbWtX3SZyj2PS6X9tIvZTDQ11IDpK9NM5uXdiZLvzAN6+q9eO0++AZ+pr8EwF"
    "3Tnozquk333eJpzb1O/6AdES7W4kVjpbt3sfqVRw20SuRyXGks4sRwSYuprYnyjy/UIO+B"
    "aH3Bhr2BgZZMovbSxIszZIfHabhbZClOpxo1sfQqgqqG/3ioHtqSIP1LevsddBfQvq2xf8"
    "aEB9u2+jF9S3W9UuUmtlT9b3RQ6oqwx2Q9GaSNHGpKv0rpROE7nHMRmolx2lxd1j/TNeNh"
    "z1ByovEidc99j6zJWPrc/V0D4y9PC8zBcRENQuUO+4aChkXiRkEt9raypRtmfHTPj1dx+l"
    "V6OQiD+t65LTZkgB0eeJ2MaJY9kl0YzSAJ5gbwB7A9gbwN4A9gaZvSGVWVRieJBlH822QI"
    "Q5T3Ucqf+kMaJPMOKWAWRcWysHOTOMRFOu17chzAqPaDnn/t2mxIN8DfoiRoZE17kpMMGO"
    "AHaESjOmPdUogx3hNfY62BF2LgZByktIeQkpL0HQ369ZIb0YgJSXW7EyZ5qXnzYj7YONua"
    "EOlCZiP2NyofYvBsrlp29NFJzy5CwtTR1949lYxMmYjNTWp16/079gheE5N0NdaC1uhWKH"
    "MWldDUf9bhO5x2qYmBzTmZdzFvAJqtyFaxqZ3hwXMTKxWpkAi3vJHSKJg2V7QmZjHCGpnS"
    "HvTcGspm9y05q+keU1hVy8G1yygpIclOSgJC+iJFc0hv6NKdBNacfDmwd5anHD5Jkvg3oF"
    "fPO5/uInihjVvcnY2AESrR7wXZ3YG/CtNNm5bU4wFQ70FBtzPEV3+FHmlP+8xgp544fqlq"
    "gLPqjKQVVeafa0p0pTUJW/xl4HVTmoykFVDqpyUJW/NAep+KwAqvLdzA7imIIzZ6Mdr34N"
    "datnRZR+Z9kav7OUus+XVssAHKWpIcibtw8IRUAZhAOCGsK7FfvAtUGxvrJLgRylWQvnin"
    "HbOMwnhQwEJznmgROJcWDlLFeOvpAmuS5mvEw0sUPTzMjL/l/Gislpmoj/jglf1+nD1ie1"
    "qzRR5MK70z//TW2NvDvuxZhcDvpsRcFD5vyzalgsQ51kGRkhTiXd8MafG+ghXeLJ4WWMYs"
    "uiwxNvUBthgiuR+fuU6bmQRNptf1rXfPcozwwS1N1Jh0meXZuucpX8+h2WhEiO8I8M5Uac"
    "qg5zU56Up/4+ysc9EPI6/d6FXz3ZGakt8fSZWc5hIEpTB8wTokMRySFbcJDsOuS/cAripz"
    "YdihDCnkNP7DmUMny/jHn2N+u6ITHM8uKDPJPsn16FQqFJBr3jW1CIZGbsbOqFGVnslpv0"
    "oylCjthn5sy8e6aDfubd83djav/96Ojo7S/yqKXNNf0MO20iVZrkbnxTlORdd4fUjHYNGx"
    "O/WergJZiFwSxcdb3AfhoIwSz8GnsdzMI7V/y/sPdkxZbzm8H0hfetrCWm0XVZUUSjNIBn"
    "SjkZrmULf/ZRIkA04WBjWWXxjJAAmsn9yJl4lYIyW7Hk16+fUmkb++M49qNu3ZQaqhEaGK"
    "sJRSh7+1JKUK9+DQ3PW9hriNuWylvQZNYzcLLbhF1MBH+UlxciVMA/Upgulo7u7XlRbqyn"
    "SWHQb37QeyaTws5bXv0dOl44+IezLbi37iiRuZ1cpmt6zg5yW3RNP9oWwBt2TYdsq5tl0A"
    "9sqOFSfDmkqAY75s+rDTueWdwCVIIfBwT1kw63sJOkdS91Wcv1OAiJwNvgCW+DuJaDQSIf"
    "yQV2OvCJd7jM+MeVeuX5V5bw8HSpmsg9jsngqtfTehdN5J2MyVdFG4kS74RvejAafHMreW"
    "djMrxqtVS1zZsKTsfko6J1eJF7HJOW0mupHVEUnDYq8WkZjoPZcr3EOidCAcuc5NdzY5jz"
    "lS2bmDPxjJIAoElA5xalpeAMCQDMVF4aTKZSD+JsoSakADjTUyVeUn1qEcl8mYlonAhATY"
    "HKFhoSPD/OLSMLUZ8iAeYNJ9kanIfbAjQHrXb/6ryjosuB2tKGmifGBJ4w4mZ8eTdQlU5K"
    "eb2ia3koxQghILk6/khpNzSCfzi6vSJr9HKCFPq5yv08xcZ0bhK8Vn6BGGkNHQ7r1NHsg7"
    "xdo5MjZPAhV7l/Hyz7DpdVj8eIQD+eFMQnDtUp/kuiNTRvc4TxCFmNUpv+enz89u3746O3"
    "p2cn796/Pzk7Ctbp6Vt5C/Zz7YKv2WNfikxqn9yV0Yb79TeiDH86zmRnqvCtJD1gUJhWKQ"
    "kpoAAJqYCERB3j9jka8Nv1NeC7YR4NBs+lwnfv9U64grrT4brpTmdMWMmQ3+MHsfuvog3E"
    "3r/sOCZfB9qI3RWHMWmzCbGJ2t60+PLqbGJlGS8yxB1r5/aKkpaKNTnPVvKAYNu2bIbe+m"
    "lA4i1U+Ru56ilXo09qb6S1FJHJI1EwJh/7g3Ot3VZ7TRScjglv82P/qscogtMxOVfausaK"
    "3KN73boaDPsDt8w9d8sH6j+u2IrSveFdjInGeqbDm/BO3Ccx9tX+5j5JnLIvud/72NF4Rh"
    "L/bEyU1kj7ouq/9c+bKDxn5YOR+pEV6Hzbbv4fEwXsqZ2OeqF09G7/C/vOo1fsXlvtXvZH"
    "aq/1Te9qw64yan1idSSlYzLq9/VWv3vZUX8XeVX8C8+opne0rjby7GruBXs7Bjd7JfY7Jv"
    "+46o8Ubq1jB0bDOsCtJXYlj1yxJ7HleP+KteWdCETY67Cu0DojdSBwiVy7mCu94VfV6wv3"
    "XCRx+cL+zYAh+/Fq6CVziZWMCRsUXxSto7B5RYwQ/4Lxyf7gM6vZ6fOejFwwnsk6qqMJvu"
    "mdsXf8pHXaum82jF6xf6QMLtggvRCsNnLBxwT7Az2+V7t/Vg0u7H7lC0xp5kyaEXCUJKww"
    "h1iTMRfcwiF3BwfZBg4udMInXsCQFnvynCUk1OA1UcJrgqfbd1NcpYHPTvgSp6rDWN91wh"
    "cbU2kukmw3uJDiWW5w+4P7dhIcOYa9XqB7nBLUklVWS96YxKSztbo5QQr9XOV+hjTVde3l"
    "iuSRGj5SBy8uRWRQQ5JQKnb/IC+zFBU19WVYtcB+P25tf7t6nnsDzQyKbMx94h1MPiDWCi"
    "YOsq0HihZslYyslY2sB4J4EIts159NNPl0TinI5QS5nCptZN/TrD6Qy+k19rpkloRcTlvO"
    "QAJb/Aj7O2zxU9dAbJCd6io7wRY/W89SI8uPnpupe209edWm1x34Cc0Z21+VNMBFaWqI84"
    "azoWduT59t8nmR7en33OBTESXWFTdKD/DEsuO6GMntgzwV1opX1O2wZqEs6RNjPkeOhYxg"
    "p+kmeuDapweD8jzneHrgXpsOmjC2+4H9rthYm4pSfI9tdM0eucCUp0PnWc//tK7lWdO396"
    "giWdRZXW+6tDGrTB19ZtCZm+58rQzroEQDJVqleeieqlNAifYaex2UaC+RjA8Som8Y03CV"
    "URTPkAIG6H4mkdl+mNXG1LyQv3eb+XshYew25ijYUBo2lN53nWlM5VAC6CRdDfHePB/m2Q"
    "JXGVkzi+UaXK2fQnM9a+al2mtrvYuSqhefrIm8kzFxg4xEzJV3lswamFTNvQzLMQh9kHH1"
    "bA13SAEBDeUDGly/6TKsJ6SoA97bHs8m4dvQO9YdlmW1z5RXkmQ1Sg2xMZnFjWQqj22KDs"
    "CV+P0YEx5NsebwzaAGoDMzuJbiwCEJsOCnWfB0JfKREF22h07mEE5QwdBND11wRaurK1pF"
    "PCC+ioxjDYnzg3fnIM/v4SGsUyBmx14Rwvdud6m4J8IEU4oMwr0MMOG+B3ODOugaG84Bun"
    "4Ufgbc+nxtUPwTRROeU0oWubO5hot4M/BWwAuhMl4IM4tKmGPeNh20Pr5aiUQUJydF8lCc"
    "nGSnoeD3EiqdueWUmdWD+mAFkuVrt6x5ub3XfIJqOPrXaoufCqU8qNy4309XliIOTP78Xb"
    "LLI2TQ31Xv74qsrnv4gTYka2tRnruyJn6NQp7EPMctd8wV7r3cRQj9bNluAffC4r692MZ8"
    "2ct+TYqI5Vf85QP6PlnZ1LK/8xtTTCiWuxBv4RmS1fYffCEWcQkWZO5SO8Ol2K/CPYZLr8"
    "rzEgdL1+WSVYw3Bp+3IN/+EmYn+YKzl+ngQLjhnevt8oDGiADSpD7eZSSleERIUydpZ8ep"
    "xUundH9OMneAXLBWjlkK82yliV+/hkqTzTvBXFtTSRBstojv19+9hP8yPHkrsvwLeX/vj1"
    "WklPN3WeEY5GKQi8skj+ObCrdEEpOGLHdc5PZBbuo4XlGfhDULSctLbN9Y9gJP0cK6x01h"
    "DZoxLmvZj1ye5dGuj0g0jdwRLheI12umiIXJMWx212NOfjRsRBoC41NVjE8g1W504lkYk5"
    "kp23s1xx8+JKnh4nTzrjox3lJ4zEaJYNQm8/TfSzOG5OyJcF+nfCFbjymwVvakFE8IKWoI"
    "8LZYQil1QEABABeJuJiwRWFJlhulAfkUZP1tYQmyPsj6W5D1//v/8AZ1NQ=="
)
