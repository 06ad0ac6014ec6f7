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
CREATE TABLE "api_token" (
    "id" UUID NOT NULL PRIMARY KEY,
    "created_at" TIMESTAMPTZ NOT NULL,
    "updated_at" TIMESTAMPTZ NOT NULL,
    "name" VARCHAR(80) NOT NULL,
    "scopes" JSONB NOT NULL,
    "token_hash" VARCHAR(64) NOT NULL UNIQUE,
    "hint" VARCHAR(16) NOT NULL,
    "expires_at" TIMESTAMPTZ NOT NULL,
    "last_used_at" TIMESTAMPTZ,
    "revoked_at" TIMESTAMPTZ,
    "deleted_at" TIMESTAMPTZ,
    "created_by_id" UUID NOT NULL REFERENCES "user" ("id") ON DELETE CASCADE,
    "team_id" UUID NOT NULL REFERENCES "team" ("id") ON DELETE CASCADE
);
CREATE INDEX "idx_api_token_team_id_48781f" ON "api_token" ("team_id", "created_at");
COMMENT ON TABLE "api_token" IS 'A program''s way in: speaks for the member who made it, within its scopes.';
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
    "causal_chain" JSONB,
    "season_arc" JSONB,
    "emotion_arc" JSONB,
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
    "estimated_scene_count" INT NOT NULL,
    "estimated_ms" BIGINT NOT NULL,
    "active_job_count" INT NOT NULL,
    "created_by" UUID
);
CREATE INDEX "idx_project_team_id_bcb630" ON "project" ("team_id", "updated_at", "id");
CREATE INDEX "idx_project_team_id_35d697" ON "project" ("team_id", "created_at", "id");
CREATE INDEX "idx_project_team_id_6e252b" ON "project" ("team_id", "title", "id");
CREATE INDEX "idx_project_team_id_e12b20" ON "project" ("team_id", "state", "id");
COMMENT ON COLUMN "project"."language" IS 'ZH: zh\nEN: en';
COMMENT ON COLUMN "project"."state" IS 'IDLE: IDLE\nDATA_COLLECTING: DATA_COLLECTING\nDATA_COLLECTED: DATA_COLLECTED\nWORLD_VIEW_BUILDING: WORLD_VIEW_BUILDING\nCHARACTER_MANAGING: CHARACTER_MANAGING\nEPISODE_PLANNING: EPISODE_PLANNING\nEPISODE_PLAN_EDITING: EPISODE_PLAN_EDITING\nEPISODE_CREATING: EPISODE_CREATING\nSCENE_LIST_GENERATING: SCENE_LIST_GENERATING\nSCENE_LIST_EDITING: SCENE_LIST_EDITING\nSCENE_LIST_CONFIRMED: SCENE_LIST_CONFIRMED\nSCENE_PROCESSING: SCENE_PROCESSING\nALL_SCENES_COMPLETE: ALL_SCENES_COMPLETE\nALL_EPISODES_COMPLETE: ALL_EPISODES_COMPLETE\nEXPORTING: EXPORTING';
COMMENT ON COLUMN "project"."milestone" IS 'IDLE: IDLE\nDATA_COLLECTING: DATA_COLLECTING\nDATA_COLLECTED: DATA_COLLECTED\nWORLD_VIEW_BUILDING: WORLD_VIEW_BUILDING\nCHARACTER_MANAGING: CHARACTER_MANAGING\nEPISODE_PLANNING: EPISODE_PLANNING\nEPISODE_PLAN_EDITING: EPISODE_PLAN_EDITING\nEPISODE_CREATING: EPISODE_CREATING\nSCENE_LIST_GENERATING: SCENE_LIST_GENERATING\nSCENE_LIST_EDITING: SCENE_LIST_EDITING\nSCENE_LIST_CONFIRMED: SCENE_LIST_CONFIRMED\nSCENE_PROCESSING: SCENE_PROCESSING\nALL_SCENES_COMPLETE: ALL_SCENES_COMPLETE\nALL_EPISODES_COMPLETE: ALL_EPISODES_COMPLETE\nEXPORTING: EXPORTING';
COMMENT ON TABLE "project" IS 'A story on its way to a production; `seq` orders its transactions, `last_news` its facts.';
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
CREATE INDEX "idx_character_project_40825d" ON "character" ("project_id", "created_at", "id");
COMMENT ON TABLE "character" IS 'A person of the story; speakers and subjects refer to it by id.';
CREATE TABLE "character_candidate" (
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
    "role" VARCHAR(32) NOT NULL,
    "brief" VARCHAR(2000) NOT NULL,
    "appearance" VARCHAR(8000) NOT NULL,
    "personality" VARCHAR(8000) NOT NULL,
    "background" VARCHAR(12000) NOT NULL,
    "confidence" DOUBLE PRECISION NOT NULL,
    "evidence" JSONB NOT NULL,
    "status" VARCHAR(32) NOT NULL,
    "job_id" UUID,
    "character_id" UUID REFERENCES "character" ("id") ON DELETE SET NULL,
    "project_id" UUID NOT NULL REFERENCES "project" ("id") ON DELETE CASCADE
);
CREATE INDEX "idx_character_c_project_e6a176" ON "character_candidate" ("project_id", "created_at", "id");
CREATE INDEX "idx_character_c_charact_557a9a" ON "character_candidate" ("character_id");
COMMENT ON COLUMN "character_candidate"."role" IS 'PROTAGONIST: PROTAGONIST\nANTAGONIST: ANTAGONIST\nSUPPORTING: SUPPORTING\nMINOR: MINOR';
COMMENT ON COLUMN "character_candidate"."status" IS 'PENDING: PENDING\nACCEPTED: ACCEPTED\nREJECTED: REJECTED\nMERGED: MERGED';
COMMENT ON TABLE "character_candidate" IS 'Somebody whom a job proposes for the cast; people decide once.';
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
    "arc" JSONB,
    "project_id" UUID NOT NULL REFERENCES "project" ("id") ON DELETE CASCADE,
    "source_id" UUID NOT NULL REFERENCES "character" ("id") ON DELETE CASCADE,
    "target_id" UUID NOT NULL REFERENCES "character" ("id") ON DELETE CASCADE
);
CREATE INDEX "idx_character_r_project_795443" ON "character_relationship" ("project_id", "created_at", "id");
CREATE INDEX "idx_character_r_source__8cde8b" ON "character_relationship" ("source_id", "created_at", "id");
CREATE INDEX "idx_character_r_target__83175c" ON "character_relationship" ("target_id");
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
    "script" JSONB,
    "state" VARCHAR(32) NOT NULL,
    "list_confirmed_at" TIMESTAMPTZ,
    "scene_count" INT NOT NULL,
    "started_scene_count" INT NOT NULL,
    "completed_scene_count" INT NOT NULL,
    "estimated_scene_count" INT NOT NULL,
    "estimated_ms" BIGINT NOT NULL,
    "project_id" UUID NOT NULL REFERENCES "project" ("id") ON DELETE CASCADE
);
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
    "action_plan" JSONB,
    "keyframe_groups" JSONB,
    "keyframes" JSONB,
    "motion" JSONB,
    "shot_design" JSONB,
    "dialogue" JSONB,
    "sound_design" JSONB,
    "duration_estimate" JSONB,
    "storyboard_bible" JSONB,
    "storyboard_plan" JSONB,
    "state" VARCHAR(32) NOT NULL,
    "is_complete" BOOL NOT NULL,
    "estimated_ms" INT,
    "episode_id" UUID NOT NULL REFERENCES "episode" ("id") ON DELETE CASCADE,
    "project_id" UUID NOT NULL REFERENCES "project" ("id") ON DELETE CASCADE
);
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
CREATE TABLE "storyboard_group" (
    "id" UUID NOT NULL PRIMARY KEY,
    "created_at" TIMESTAMPTZ NOT NULL,
    "updated_at" TIMESTAMPTZ NOT NULL,
    "team_id" UUID NOT NULL,
    "revision" INT NOT NULL,
    "changed" JSONB NOT NULL,
    "deleted_at" TIMESTAMPTZ,
    "deletion_id" UUID,
    "order" INT NOT NULL,
    "panels" JSONB,
    "end_state" JSONB,
    "edited_panels" JSONB NOT NULL,
    "episode_id" UUID NOT NULL REFERENCES "episode" ("id") ON DELETE CASCADE,
    "project_id" UUID NOT NULL REFERENCES "project" ("id") ON DELETE CASCADE,
    "scene_id" UUID NOT NULL REFERENCES "scene" ("id") ON DELETE CASCADE,
    CONSTRAINT "uid_storyboard__scene_i_2e4f51" UNIQUE ("scene_id", "order")
);
CREATE INDEX "idx_storyboard__project_656ef9" ON "storyboard_group" ("project_id");
CREATE INDEX "idx_storyboard__episode_3f7315" ON "storyboard_group" ("episode_id");
COMMENT ON TABLE "storyboard_group" IS 'Nine panels of a scene''s storyboard; its nine rows are made with the plan.';
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
    "is_default" BOOL NOT NULL,
    "max_concurrency" INT,
    "requests_per_minute" INT,
    "tokens_per_minute" INT
);
CREATE INDEX "idx_ai_profile_team_id_fb6963" ON "ai_profile" ("team_id", "created_at", "id");
COMMENT ON COLUMN "ai_profile"."output_mode" IS 'TOOL: TOOL\nJSON_SCHEMA: JSON_SCHEMA\nJSON_OBJECT: JSON_OBJECT\nPROMPTED: PROMPTED';
COMMENT ON TABLE "ai_profile" IS 'A team''s provider, model, parameters, prices and sealed key.';
CREATE TABLE "budget" (
    "id" UUID NOT NULL PRIMARY KEY,
    "team_id" UUID NOT NULL,
    "revision" INT NOT NULL,
    "limit_usd" DECIMAL(20,10),
    "threshold_percent" INT NOT NULL,
    "is_stopping" BOOL NOT NULL,
    "period_start" TIMESTAMPTZ NOT NULL,
    "spent_usd" DECIMAL(20,10) NOT NULL,
    "pending_usd" DECIMAL(20,10) NOT NULL,
    "unpriced_calls" INT NOT NULL,
    "warned_at" TIMESTAMPTZ,
    "spent_at" TIMESTAMPTZ
);
COMMENT ON TABLE "budget" IS 'What a team may spend in a month, and what it has spent in the last one with a call.';
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
    "pool" VARCHAR(32) NOT NULL,
    "is_flow" BOOL NOT NULL,
    "priority" INT NOT NULL,
    "actor_id" UUID,
    "request_id" VARCHAR(64),
    "traceparent" VARCHAR(64),
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
    "done" DOUBLE PRECISION NOT NULL,
    "depth" INT NOT NULL,
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
    "is_stripped" BOOL NOT NULL,
    "started_at" TIMESTAMPTZ,
    "finished_at" TIMESTAMPTZ,
    "deleted_at" TIMESTAMPTZ
);
CREATE INDEX "idx_job_team_id_953e87" ON "job" ("team_id", "created_at", "id");
CREATE INDEX "idx_job_team_id_91a290" ON "job" ("team_id", "updated_at", "id");
CREATE INDEX "idx_job_team_id_7686eb" ON "job" ("team_id", "priority", "id");
CREATE INDEX "idx_job_project_02dc06" ON "job" ("project_id", "created_at", "id");
CREATE INDEX "idx_job_episode_c1455c" ON "job" ("episode_id", "created_at", "id");
CREATE INDEX "idx_job_scene_i_c5d36d" ON "job" ("scene_id", "created_at", "id");
CREATE INDEX "idx_job_parent__58a9fe" ON "job" ("parent_id", "created_at", "id");
COMMENT ON COLUMN "job"."state" IS 'QUEUED: QUEUED\nRUNNING: RUNNING\nWAITING: WAITING\nRETRYING: RETRYING\nSUCCEEDED: SUCCEEDED\nFAILED: FAILED\nCANCELLED: CANCELLED';
COMMENT ON COLUMN "job"."stage" IS 'PREPARE: PREPARE\nCALL: CALL\nPARSE: PARSE\nREPAIR: REPAIR\nWRITE: WRITE\nDONE: DONE';
COMMENT ON COLUMN "job"."error_code" IS 'UNAUTHENTICATED: UNAUTHENTICATED\nFORBIDDEN: FORBIDDEN\nNOT_FOUND: NOT_FOUND\nBAD_ID: BAD_ID\nBAD_CURSOR: BAD_CURSOR\nBAD_REQUEST: BAD_REQUEST\nINVALID: INVALID\nNOT_READY: NOT_READY\nCONFLICT: CONFLICT\nACTIVE_JOB: ACTIVE_JOB\nARTEFACT_LOCKED: ARTEFACT_LOCKED\nILLEGAL_MOVE: ILLEGAL_MOVE\nIDEMPOTENCY_MISMATCH: IDEMPOTENCY_MISMATCH\nTOO_COMPLEX: TOO_COMPLEX\nPERSISTED_QUERY_NOT_FOUND: PERSISTED_QUERY_NOT_FOUND\nRETRY_LIMIT: RETRY_LIMIT\nBUDGET_SPENT: BUDGET_SPENT\nAUTH: AUTH\nQUOTA: QUOTA\nRATE_LIMITED: RATE_LIMITED\nTIMEOUT: TIMEOUT\nCONTENT_FILTER: CONTENT_FILTER\nBAD_ANSWER: BAD_ANSWER\nPROVIDER_REFUSED: PROVIDER_REFUSED\nUNAVAILABLE: UNAVAILABLE\nWORKER_LOST: WORKER_LOST\nDEADLINE: DEADLINE\nCHILD_FAILED: CHILD_FAILED\nFLOW_LIMIT: FLOW_LIMIT\nTARGET_GONE: TARGET_GONE\nINTERNAL: INTERNAL';
COMMENT ON TABLE "job" IS 'One asking of a kind about one target: the truth about it (docs/adr/0003).';
CREATE TABLE "job_attempt" (
    "id" UUID NOT NULL PRIMARY KEY,
    "team_id" UUID NOT NULL,
    "job_id" UUID NOT NULL,
    "kind" VARCHAR(64) NOT NULL,
    "profile_id" UUID,
    "attempt" INT NOT NULL,
    "worker_id" UUID NOT NULL,
    "host" VARCHAR(255),
    "started_at" TIMESTAMPTZ NOT NULL,
    "ended_at" TIMESTAMPTZ,
    "outcome" VARCHAR(32),
    "error_code" VARCHAR(32),
    "error_message" VARCHAR(2000),
    "raw_output" TEXT,
    "repairs" INT NOT NULL,
    "calls" INT NOT NULL,
    "deleted_at" TIMESTAMPTZ,
    CONSTRAINT "uid_job_attempt_job_id_4719a2" UNIQUE ("job_id", "attempt")
);
CREATE INDEX "idx_job_attempt_started_cfb1e1" ON "job_attempt" ("started_at");
COMMENT ON COLUMN "job_attempt"."outcome" IS 'SUCCEEDED: SUCCEEDED\nWAITING: WAITING\nRETRYING: RETRYING\nFAILED: FAILED\nHANDED_BACK: HANDED_BACK\nPUT_OFF: PUT_OFF\nPAUSED: PAUSED\nLOST: LOST\nCANCELLED: CANCELLED';
COMMENT ON COLUMN "job_attempt"."error_code" IS 'UNAUTHENTICATED: UNAUTHENTICATED\nFORBIDDEN: FORBIDDEN\nNOT_FOUND: NOT_FOUND\nBAD_ID: BAD_ID\nBAD_CURSOR: BAD_CURSOR\nBAD_REQUEST: BAD_REQUEST\nINVALID: INVALID\nNOT_READY: NOT_READY\nCONFLICT: CONFLICT\nACTIVE_JOB: ACTIVE_JOB\nARTEFACT_LOCKED: ARTEFACT_LOCKED\nILLEGAL_MOVE: ILLEGAL_MOVE\nIDEMPOTENCY_MISMATCH: IDEMPOTENCY_MISMATCH\nTOO_COMPLEX: TOO_COMPLEX\nPERSISTED_QUERY_NOT_FOUND: PERSISTED_QUERY_NOT_FOUND\nRETRY_LIMIT: RETRY_LIMIT\nBUDGET_SPENT: BUDGET_SPENT\nAUTH: AUTH\nQUOTA: QUOTA\nRATE_LIMITED: RATE_LIMITED\nTIMEOUT: TIMEOUT\nCONTENT_FILTER: CONTENT_FILTER\nBAD_ANSWER: BAD_ANSWER\nPROVIDER_REFUSED: PROVIDER_REFUSED\nUNAVAILABLE: UNAVAILABLE\nWORKER_LOST: WORKER_LOST\nDEADLINE: DEADLINE\nCHILD_FAILED: CHILD_FAILED\nFLOW_LIMIT: FLOW_LIMIT\nTARGET_GONE: TARGET_GONE\nINTERNAL: INTERNAL';
COMMENT ON TABLE "job_attempt" IS 'One attempt at a job: written by the statements that move the job (jobs/attempts.py).';
CREATE TABLE "profile_health" (
    "id" UUID NOT NULL PRIMARY KEY,
    "team_id" UUID NOT NULL,
    "failures" INT NOT NULL,
    "opened_at" TIMESTAMPTZ,
    "probe_at" TIMESTAMPTZ,
    "trips" INT NOT NULL,
    "closed_at" TIMESTAMPTZ,
    "rests_until" TIMESTAMPTZ,
    "failed_at" TIMESTAMPTZ,
    "error_code" VARCHAR(32),
    "error_message" VARCHAR(2000)
);
COMMENT ON COLUMN "profile_health"."error_code" IS 'UNAUTHENTICATED: UNAUTHENTICATED\nFORBIDDEN: FORBIDDEN\nNOT_FOUND: NOT_FOUND\nBAD_ID: BAD_ID\nBAD_CURSOR: BAD_CURSOR\nBAD_REQUEST: BAD_REQUEST\nINVALID: INVALID\nNOT_READY: NOT_READY\nCONFLICT: CONFLICT\nACTIVE_JOB: ACTIVE_JOB\nARTEFACT_LOCKED: ARTEFACT_LOCKED\nILLEGAL_MOVE: ILLEGAL_MOVE\nIDEMPOTENCY_MISMATCH: IDEMPOTENCY_MISMATCH\nTOO_COMPLEX: TOO_COMPLEX\nPERSISTED_QUERY_NOT_FOUND: PERSISTED_QUERY_NOT_FOUND\nRETRY_LIMIT: RETRY_LIMIT\nBUDGET_SPENT: BUDGET_SPENT\nAUTH: AUTH\nQUOTA: QUOTA\nRATE_LIMITED: RATE_LIMITED\nTIMEOUT: TIMEOUT\nCONTENT_FILTER: CONTENT_FILTER\nBAD_ANSWER: BAD_ANSWER\nPROVIDER_REFUSED: PROVIDER_REFUSED\nUNAVAILABLE: UNAVAILABLE\nWORKER_LOST: WORKER_LOST\nDEADLINE: DEADLINE\nCHILD_FAILED: CHILD_FAILED\nFLOW_LIMIT: FLOW_LIMIT\nTARGET_GONE: TARGET_GONE\nINTERNAL: INTERNAL';
COMMENT ON TABLE "profile_health" IS 'What the last calls to a profile say about it, shared by all workers (jobs/breaker.py).';
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
CREATE INDEX "idx_system_prom_team_id_28921e" ON "system_prompt" ("team_id", "created_at", "id");
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
    "cost_usd" DECIMAL(20,10),
    "failure" VARCHAR(32),
    "duration_ms" INT,
    "deleted_at" TIMESTAMPTZ
);
CREATE INDEX "idx_usage_recor_job_id_405b11" ON "usage_record" ("job_id", "request_hash");
CREATE INDEX "idx_usage_recor_team_id_64106f" ON "usage_record" ("team_id", "created_at");
CREATE INDEX "idx_usage_recor_project_cb900c" ON "usage_record" ("project_id", "created_at");
CREATE INDEX "idx_usage_recor_profile_401aad" ON "usage_record" ("profile_id", "created_at");
CREATE INDEX "idx_usage_recor_provide_e93833" ON "usage_record" ("provider", "created_at");
COMMENT ON COLUMN "usage_record"."status" IS 'PENDING: PENDING\nANSWERED: ANSWERED\nFAILED: FAILED';
COMMENT ON TABLE "usage_record" IS 'One call to a provider: what was asked, what it cost; counted whatever becomes of the job.';
CREATE TABLE "worker" (
    "id" UUID NOT NULL PRIMARY KEY,
    "host" VARCHAR(255) NOT NULL,
    "version" VARCHAR(32) NOT NULL,
    "slots" INT NOT NULL,
    "busy" INT NOT NULL,
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
    "root_id" UUID,
    "at" TIMESTAMPTZ NOT NULL,
    CONSTRAINT "uid_news_stream__8dc85d" UNIQUE ("stream_id", "cursor")
);
CREATE INDEX "idx_news_root_id_b7e306" ON "news" ("root_id", "cursor");
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
CREATE TABLE "persisted_document" (
    "id" UUID NOT NULL PRIMARY KEY,
    "created_at" TIMESTAMPTZ NOT NULL,
    "updated_at" TIMESTAMPTZ NOT NULL,
    "team_id" UUID NOT NULL,
    "sha256" VARCHAR(64) NOT NULL,
    "name" VARCHAR(120) NOT NULL,
    "text" TEXT NOT NULL,
    "created_by" UUID NOT NULL,
    "deleted_at" TIMESTAMPTZ,
    CONSTRAINT "uid_persisted_d_team_id_f81fea" UNIQUE ("team_id", "sha256")
);
CREATE INDEX "idx_persisted_d_team_id_43d3c3" ON "persisted_document" ("team_id", "created_at", "id");
COMMENT ON TABLE "persisted_document" IS 'A registered text; a team has each text once.';
CREATE TABLE "webhook" (
    "id" UUID NOT NULL PRIMARY KEY,
    "created_at" TIMESTAMPTZ NOT NULL,
    "updated_at" TIMESTAMPTZ NOT NULL,
    "team_id" UUID NOT NULL,
    "revision" INT NOT NULL,
    "changed" JSONB NOT NULL,
    "deleted_at" TIMESTAMPTZ,
    "deletion_id" UUID,
    "project_id" UUID,
    "name" VARCHAR(80) NOT NULL,
    "url" VARCHAR(2000) NOT NULL,
    "event_types" JSONB,
    "sealed_secret" TEXT NOT NULL,
    "old_sealed_secret" TEXT,
    "old_secret_until" TIMESTAMPTZ,
    "is_enabled" BOOL NOT NULL,
    "disabled_reason" VARCHAR(32),
    "seen_xid" BIGINT NOT NULL,
    "seen_id" BIGINT NOT NULL,
    "failed_in_row" INT NOT NULL,
    "failing_since" TIMESTAMPTZ,
    "last_failed_at" TIMESTAMPTZ
);
CREATE INDEX "idx_webhook_team_id_f3b7e1" ON "webhook" ("team_id", "created_at", "id");
CREATE INDEX "idx_webhook_team_id_405981" ON "webhook" ("team_id", "updated_at", "id");
COMMENT ON COLUMN "webhook"."disabled_reason" IS 'SWITCHED_OFF: SWITCHED_OFF\nFAILED_DELIVERIES: FAILED_DELIVERIES\nFAILING_FOR_DAYS: FAILING_FOR_DAYS\nGONE: GONE';
COMMENT ON TABLE "webhook" IS 'An address that a team''s facts are sent to.';
CREATE TABLE "webhook_attempt" (
    "id" UUID NOT NULL PRIMARY KEY,
    "team_id" UUID NOT NULL,
    "delivery_id" UUID NOT NULL,
    "attempt" INT NOT NULL,
    "at" TIMESTAMPTZ NOT NULL,
    "duration_ms" INT NOT NULL,
    "status" INT,
    "response" TEXT,
    "error" VARCHAR(500),
    "deleted_at" TIMESTAMPTZ
);
CREATE INDEX "idx_webhook_att_deliver_c5bae4" ON "webhook_attempt" ("delivery_id", "attempt");
COMMENT ON TABLE "webhook_attempt" IS 'One request for a delivery: what came back, or what went wrong.';
CREATE TABLE "webhook_delivery" (
    "id" UUID NOT NULL PRIMARY KEY,
    "created_at" TIMESTAMPTZ NOT NULL,
    "updated_at" TIMESTAMPTZ NOT NULL,
    "team_id" UUID NOT NULL,
    "project_id" UUID,
    "webhook_id" UUID NOT NULL,
    "event_type" VARCHAR(64) NOT NULL,
    "body" TEXT NOT NULL,
    "state" VARCHAR(32) NOT NULL,
    "attempt" INT NOT NULL,
    "tries" INT NOT NULL,
    "next_attempt_at" TIMESTAMPTZ,
    "taken_until" TIMESTAMPTZ,
    "delivered_at" TIMESTAMPTZ,
    "deleted_at" TIMESTAMPTZ
);
CREATE INDEX "idx_webhook_del_webhook_ccac29" ON "webhook_delivery" ("webhook_id", "created_at", "id");
COMMENT ON COLUMN "webhook_delivery"."state" IS 'PENDING: PENDING\nDELIVERED: DELIVERED\nFAILED: FAILED';
COMMENT ON TABLE "webhook_delivery" IS 'One event for one webhook; the id follows from the two, so that it is made once.';
CREATE UNIQUE INDEX IF NOT EXISTS user_email_lower ON "user" (lower(email));
ALTER TABLE team DROP CONSTRAINT IF EXISTS team_counters_check,
  ADD CONSTRAINT team_counters_check CHECK (seq >= 0 AND last_news >= 0);
ALTER TABLE membership DROP CONSTRAINT IF EXISTS membership_epoch_check,
  ADD CONSTRAINT membership_epoch_check CHECK (epoch >= 0);
ALTER TABLE api_token DROP CONSTRAINT IF EXISTS api_token_check,
  ADD CONSTRAINT api_token_check
  CHECK (expires_at > created_at AND jsonb_array_length(scopes) > 0);
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
ALTER TABLE profile_health DROP CONSTRAINT IF EXISTS profile_health_fkey,
  ADD CONSTRAINT profile_health_fkey FOREIGN KEY (id) REFERENCES ai_profile (id) ON DELETE CASCADE;
ALTER TABLE budget DROP CONSTRAINT IF EXISTS budget_team_fkey,
  ADD CONSTRAINT budget_team_fkey FOREIGN KEY (id) REFERENCES team (id) ON DELETE CASCADE;
ALTER TABLE budget DROP CONSTRAINT IF EXISTS budget_check,
  ADD CONSTRAINT budget_check CHECK (
    id = team_id AND limit_usd >= 0 AND threshold_percent BETWEEN 1 AND 100
    AND spent_usd >= 0 AND pending_usd >= 0
  );
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
ALTER TABLE job_attempt DROP CONSTRAINT IF EXISTS job_attempt_job_fkey,
  ADD CONSTRAINT job_attempt_job_fkey FOREIGN KEY (job_id) REFERENCES job (id) ON DELETE CASCADE;
ALTER TABLE job_attempt DROP CONSTRAINT IF EXISTS job_attempt_team_fkey,
  ADD CONSTRAINT job_attempt_team_fkey FOREIGN KEY (team_id) REFERENCES team (id)
    ON DELETE CASCADE;
CREATE INDEX IF NOT EXISTS job_attempt_pace ON job_attempt (
  team_id, kind, coalesce(profile_id, team_id), ended_at
) WHERE outcome = 'SUCCEEDED';
CREATE INDEX IF NOT EXISTS job_heavy ON job (finished_at) WHERE NOT is_stripped;
CREATE INDEX IF NOT EXISTS job_raw ON job (finished_at) WHERE raw_output IS NOT NULL;
CREATE INDEX IF NOT EXISTS usage_record_answered ON usage_record (created_at)
  WHERE answer IS NOT NULL;
CREATE INDEX IF NOT EXISTS job_pace ON job (team_id, kind, finished_at)
  WHERE is_flow AND state = 'SUCCEEDED';
CREATE INDEX IF NOT EXISTS job_live ON job (project_id)
  WHERE state IN ('QUEUED', 'RUNNING', 'WAITING', 'RETRYING');
CREATE INDEX IF NOT EXISTS job_waiting ON job (
  pool, team_id, (CASE WHEN profile_id IS NULL OR is_flow THEN team_id ELSE profile_id END),
  priority DESC, created_at, id
) WHERE state IN ('QUEUED', 'RETRYING') AND rung_at IS NULL AND paused_at IS NULL;
CREATE INDEX IF NOT EXISTS job_busy ON job (pool, team_id)
  WHERE state = 'RUNNING' OR (state IN ('QUEUED', 'RETRYING') AND rung_at IS NOT NULL);
CREATE INDEX IF NOT EXISTS job_deadline ON job (deadline_at)
  WHERE state IN ('QUEUED', 'RUNNING', 'WAITING', 'RETRYING') AND paused_at IS NULL;
CREATE INDEX IF NOT EXISTS job_retry_of ON job (retry_of) WHERE retry_of IS NOT NULL;
CREATE INDEX IF NOT EXISTS job_running ON job (worker_id) WHERE state = 'RUNNING';
CREATE UNIQUE INDEX IF NOT EXISTS job_child
  ON job (parent_id, step, coalesce(scene_id, episode_id, project_id))
  WHERE parent_id IS NOT NULL;
ALTER TABLE ai_profile DROP CONSTRAINT IF EXISTS ai_profile_limits_check,
  ADD CONSTRAINT ai_profile_limits_check
    CHECK (max_concurrency > 0 AND requests_per_minute > 0 AND tokens_per_minute > 0);
ALTER TABLE job DROP CONSTRAINT IF EXISTS job_priority_check,
  ADD CONSTRAINT job_priority_check CHECK (priority BETWEEN 0 AND 100);
CREATE UNIQUE INDEX IF NOT EXISTS ai_profile_default ON ai_profile (team_id)
  WHERE is_default AND deleted_at IS NULL;
CREATE UNIQUE INDEX IF NOT EXISTS system_prompt_key ON system_prompt (team_id, key, language)
  WHERE deleted_at IS NULL;
ALTER TABLE news DROP CONSTRAINT IF EXISTS news_cursor_check,
  ADD CONSTRAINT news_cursor_check CHECK (cursor >= 1 AND seq >= 1);
ALTER TABLE news ADD COLUMN IF NOT EXISTS xid xid8 NOT NULL DEFAULT pg_current_xact_id();
CREATE INDEX IF NOT EXISTS news_team ON news (team_id, xid, id);
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
    seq >= 0 AND last_news >= 0 AND active_job_count >= 0
    AND expressed_episode_count BETWEEN 0 AND episode_count
    AND completed_scene_count BETWEEN 0 AND scene_count
  );
ALTER TABLE episode DROP CONSTRAINT IF EXISTS episode_counters_check,
  ADD CONSTRAINT episode_counters_check CHECK (
    started_scene_count BETWEEN 0 AND scene_count
    AND completed_scene_count BETWEEN 0 AND scene_count
  );
ALTER TABLE artefact_maturity DROP CONSTRAINT IF EXISTS artefact_maturity_scope_check,
  ADD CONSTRAINT artefact_maturity_scope_check
    CHECK ((kind IN ('BIBLE', 'SEASON_ARC')) = (episode_id IS NULL));
CREATE UNIQUE INDEX IF NOT EXISTS artefact_maturity_of_project
  ON artefact_maturity (project_id, kind) WHERE episode_id IS NULL;
CREATE UNIQUE INDEX IF NOT EXISTS artefact_maturity_of_episode
  ON artefact_maturity (episode_id, kind) WHERE episode_id IS NOT NULL;
ALTER TABLE character_candidate DROP CONSTRAINT IF EXISTS character_candidate_check,
  ADD CONSTRAINT character_candidate_check CHECK (
    confidence BETWEEN 0 AND 1
    AND (character_id IS NULL OR status IN ('ACCEPTED', 'MERGED'))
  );
ALTER TABLE character_relationship DROP CONSTRAINT IF EXISTS character_relationship_check,
  ADD CONSTRAINT character_relationship_check
    CHECK (source_id <> target_id AND intensity BETWEEN 1 AND 10);
CREATE UNIQUE INDEX IF NOT EXISTS character_relationship_pair
  ON character_relationship (project_id, source_id, target_id) WHERE deleted_at IS NULL;
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
  WHERE state = 'PENDING' AND taken_until IS NOT NULL;"""


async def downgrade(db: BaseDBAsyncClient) -> str:
    return """
        """


MODELS_STATE = (
    "eJztfe1z2kjW77/SxZeZreLxOk6ceMmtWyWD4jDB4AWcTHbYUgS0jcbQzUjCxPvc/d9vd+"
    "tdagkJAxby+QJSq08Lfqdfz+v/1hZ0iufWiYJNYzKrNdD/1oi+wOwi9qSOavpyGZTzAlsf"
    "z0VVPagztmxTn9is9E6fW5gVTbE1MY2lbVDCSslqPueFdMIqGuQ+KFoR468V1mx6j+0ZNt"
    "mDP/7Nig0yxT+x5d0uH7Q7A8+nkZ9qTPm7RblmPy1FWZvYn0RF/raxNqHz1YIElZdP9owS"
    "v7ZBbF56jwk2dRvz5m1zxX8+/3Xu//T+kfNLgyrOTwzRTPGdvprbob871oKymqZ1e0NtoA"
    "41rVYAoAklHFz2Uy3x7+/5T/ifszfvPry7ePv+3QWrIn6mX/Lhv86rA2AcQgFPd1j7r3iu"
    "27pTQ2AcgPqITYv/pASyzZluyqENkcTwZT88jq+HZhbAXkGAcNCrDgHxQv+pzTG5t/nQOD"
    "s/zwD0q9Jvflb6v7Jaf+OvpGwYOKOj6z46c55x1AOU+aAqgLBbvYLovjk9zYEuq5WKrngW"
    "RZe90cbO0I4i/Nug15UjHCKJoTw1Jjb6f2huWIm54gjQzgCXg8FbXljWX/Mwpr9eK7/H4W"
    "52epcCHGrZ96ZoRTRwyaDnE/TdQ2g24QVjffKw1s2plnhCz2ha3eSjxdkiXqIT/V4Ayf8x"
    "/3/ekrU0hvQBE+ly5j3LXtCWBluIvGqb1rSagpYmvTf1xS8WWutPyCANZC2x/mChO2oitp"
    "yhBV6MsYnWM4oW+hQjw66jtWHPDMIuLWRNKOPISS3Gyt22vHmF/aNmY32hOUvkxMS8e2u6"
    "Xft3oaX39rbdKrD2rlbG9ITTbDOqNi/Btf9ztyITziqkGz8t6+TBsE+MqXVC8Pr/1g4/2s"
    "TAevv+b/FBJBDIXpJDHEmA3mJPbGOBU2a1CGV8YnNJT7yLI5zeauwPTntk/uR2gQwGDNvX"
    "6mCoXN9E5ryWMlT5kzNR+hQr/fV9bB70G0Hf2sPPiN+if/W6apyrfr3hv2r8N+krm2qErj"
    "V9GuqtXqmHWmQRWy2nW3I9SglcLwvXPYxCbHd/fcB18V1gZ+jVr+DW8CLPzvAifWN4kdgX"
    "OotikW1hQAG7woK7wjDwYlOlzXRrVqRvR6l208Nf9uwe6d/v3+Xo3+/fpfZv/igK88yQHX"
    "rSAfbqV3DyePM+z7EyPtGHTpXv4+Din0uDdfEt1uMoZQXX4+Ndf5Pbrrlu2drK2mrjFafd"
    "Aavd6Qk4vXtOm/iRLTDb8DlKCVwuM5eneI63O0ZFKYHLZeayJ+gYP2nFRFMJwl1KqcrL4I"
    "3SqNDePRAN5gU1RAJwygTkUXST0H6iJjbuyRf8JABus9+hk4nsoO/Kt4duM8cJaVAazJKm"
    "vvblzuEOxf67MzEL3JVBU2mptZS5YAfA3lr4GA9DeYFNTH9yeF9IobOaGrZKbPOpJlPpBE"
    "/rmUodXk/DfsWNap1vM4qmxhStZ7qNbMq+jckM0fGfeGLXhf6FkVvI5o91xLsmWuhPaK0T"
    "UX1O6QNaLdGcAWsmVTs7b72geoerdeqIFekmIwgVgq6nDLoeWG13unlhY4maBfEM0zwD0O"
    "PZ7RfDs6BxUEBRQSnj7kW47rQsQCqAcowMoM4PdcHJNkwEs8N/Y7IWWzfmRfRrAcXh9Wuh"
    "XcN4Zcxtg1gn/LUvsWPYi9atuMirshqKI7UYSLMTKYnF3bWwQbNmxrImOaCFntazDmiLaL"
    "0cZncrdij/xUImnWNkEPeY9BH9wEs6mf1A9yZdW+xghYl7ypphQSIOUlOKJjOd3MvN7nbY"
    "suRc9kdt5YoThNjn388xdIcTGFjbwSwK1nbA9WdY2/F5Xn7MUslqkRARR5XALm2Zz1q13r"
    "eu2m8g8TUiSuu63W0g8TUi1+r1JX/ofI/I17b6jd873/HFMc8Z7e1ZjjPa27PUMxp/FDO6"
    "4etukkOpXl5+/c2OXrviyum+ht1OHL1AEf66FOEgP96pRIPv1wvCGSIBOLOV395pCHS0WT"
    "raUIfarPwGe4Kd2BO8jDyljyeY/emaRJjiPapnSVLMUKWNYpThDCOdWGtsoge8tB3VM0HG"
    "FC+W1MZk8sTKnxqswEKU7f7ryKKeWtrEy7n+hPjBgKuq8QLpd2zUz5Iilb29RSpeCeu5Q1"
    "o89oaEsOUPUHqXRuQCm5aqKL2rCSifPxJYpitj3eplFgxsqYQ9yxWt4SwjWsNZMloDXXJA"
    "CpoVRIgqiPTu1d0GWa7swj54USoAOgfQbB7hvzcBcroWPKAALXhE0AJacJDkl14L3sfiVJ"
    "IaeybyvJ59fhM1i8Sg6RHMpgfygOgdOzFZ7JD/Pwb5xeKaaIPwQrdNJNq0PqKVxXoIq8rd"
    "FNmJCyNMnNMVDyUzx+w9C2P+lDzI7fNFeUyYnep8hyrMl0M+tXCIK8UhDvTmr2XeBb15lb"
    "meR28eTMYF5tcIEcgYIETKSxzOIIrHNv245POTZFnaLoAHxO44Ev5C7I7XwGXQC4ExS7ng"
    "BGMWMGYpG6QlNWYRqEvEoR430sWgHtvz2bDYmOjEbiD8iM0nHv/63rEf4ZJG5abtmo+M8Z"
    "ySe4uHUOCySP4KubHK85rbcTYLEFaCsPLQ086Riq1AWPkauZ5HWAkhtfcoT7PwX0lsL437"
    "VA8dl6Ay/jn/ODt7+/bD2enb9xfn7z58OL849R11ko+yPHYu21fcaSeCfNKLR4SYZeutJI"
    "p5FuoRMsB+O+zBg6qqQqcCliThHF5utiDZWHRpP33p43manaIkN9GRrS5pR9TIsAniOzwT"
    "qGhAiSpCFTEAeiZacbOjquC1T5mFEL5JZBaeUC5dZuFJ/3JlDWOdmBKRuovbUVnIINIUYC"
    "nVQMYAMgY4bYKMAbheHhkDXkgD36ULGXyCytnsnJ3nETKwWhn5chNihvLLcGr7WpxieY3O"
    "cuXLPcvIl3uW8MBa6pa1pmzzVNT8LEFYQZnZXvI/z+lETws9lCLB8SkO2Kf/MztMr77Igf"
    "BFeqK/OLogqAFBDQhqQFADgpqqCmoU02b/Y2Jf6/bKNGx5gpB4nXpmmhC3trYIV8+RLEQI"
    "YXhME68Fx0NuaVKe0gNRE+GlYVGeot1i5VNTv7PraMWYZSITPxp4XeeV2Pr+gKeyfCG7fw"
    "FIkECCBLIEkCAB18sjQQJb992G7GG/Xn683hzZ16MtszCjdtm+7KgNJL5GZKAqg15XYyfi"
    "BgquR6R3O+y0u6yee8FqDnv975c9pd9iNf3rEbnp91j31W6U5pcGCt3ENyR5jvO7jwPMOG"
    "WvJPvsfAwNqA8oO2n1lU/DgvsNh6iBxNeI9FUei7mBnO8R6fSaX1TGN+e7HJxxtpXbJMsO"
    "E4KkpTxLU3JH4rJKllAzfXWKEEGmpHiMqEfDkoY8SzXhC5MczoLvzb52chDd/OU77NFNRK"
    "6go+A+OUoFU1FM+efIkQpiGqWC40e2b6iLVhLgwr6MN0FLxwnsRnfGaM/a7CTqju4dYKsG"
    "LR3lRLAR2uhEWCZnUX6O0ye23PoyeFjPkuBPItXy22HSO+HcadnUfPqIrCXWH9gDpJMpsl"
    "YiL7fFg9thk3t7GjYaPyFDIqjfQXt54uBFh0dUzsuD44HkHiT3pV4HjlSGC5L718h1kNyD"
    "aOTYRSNOUlpJ/0wPSB4igYjkkWloFxHJQVb1GmRVglfs/xdcGmJkIK06NkeAgxmm78UVQJ"
    "8buoUlmtb0xSJEUo7Fgr+vMovF2DTwXZEe7xNUzvfl7DRv+qHM/EPJPr9cYt30ZIN5cY5S"
    "VQ7si3xgX2SBfSEB2xGSsTnDLpRTK0YGcOeEm4tn7026SrOGSplDIlSVA/tNzpnkTeZU8k"
    "Y2lyxNY6GbTxxLKgkHmtHB44RboV6yPV8U9qxjqwf5h1S4PyRDT7G3TbcCW0IKcG+AG/TE"
    "oCcukzIzj544j3fgRCdTg4tMnunG5Wspm16DxzeB5PR9c6DYgaOgj1k/1GaF+mwStxQzSg"
    "DtQI6DklGaZXEQGcs5TA+0SYRgoxHCgC7wmE6feJSnBdLRn3TMHfvYqoEtkSudWxJMdMv+"
    "iJaYLucYTfHEmGJE2eyftEF4fnO7MEHg+fkCRMAoAYwSSj8XHal6GowSXiPXwSgBjBLAKO"
    "Hl9UxglABGCaVeFcAoAYwSwCihHItFpYwSTJoWvHCzM75He0Ct4uD25qbXH7a7VwUZULvp"
    "94bKVa/bHgxFVATvZkSUbvAguB6R4F0NFFyPyHW72+s3kPiKy23yDKzde+6DZQlYlrwE2G"
    "BZUgm4wbLksJYl7L13xhRL55JPc6qniCGiZDHA7zjdEe45MxBu9W4vOypbq9Vme9B29z7+"
    "GUw85EWswHCUxX1V6cSgxo9pQKdvOMM0sOPc+Y7zCANA3ajd1jZbToeMbTedC7bVbDbVmy"
    "EP/ORd8dBQv6lNUeZdsS2m2r/iJc53OTaZf9JxQVlDQAFihoTMNNCpFkA0Tge4gmUbWLaV"
    "x+Cl/swIKJHAF89ENxJr4ygng43wxqfDCMDsR6Dubafz4oFQIsZdWSZKcSuwPFZKZpwmR5"
    "xz3Rap7v1GeLRxmyKdUG4oVEcWxgTdmXQhjIzuDNOyZdHMt21mV4ZJFl2ZE5xZxdZN9hIw"
    "XALDpfKvKUdqwgKGS6+R62C4BIZLYLj08pJBMFwCw6VSrwpguHSY1UEAkYAzn0zdoy2zEV"
    "Ptk3Ld7nxvIOd7RPq9a6U7bDcbyLsakU/9ttptDT63b1g9/5rVbX9VOn1G7F5wAXt32Os7"
    "NYPrEVE6nbbSbaoN5F1xO5DLXr/V7rLBww1B/JsRUbvqNWtVfPF8HH2le6X2eTYO52pEmr"
    "eDYe+6gZzvcgjyGedwoQzHPkHllLzv82h436erd98ndLvhn1UA4hhZ5YDel1kOexsmltRO"
    "JHVXHKE53Lb4/Ei2xbo5kWy/6GS1wA44UQsnp3YMRkdMxeMmG9g68bIdWicRh+OTsLxTcd"
    "qpzNK9lw0yqLf2sHOKiJHzYhohAkjjm1Ff7F4A0ggRQApK2JdSwjpjewfQFtHAHiu4kYlw"
    "M7bOIAdsc2EbmRHLlOPDS68iUWaHMq+kq69DiV4266t7BPtpscPpsj+iH9ScYvMHMlfEch"
    "TNb9DaYL1lZaN7fWnVxe9G65kxxwxg3ZrJ0nLvoX3Iyl2eRbQO2uhXpJcEbfRr5Dpoo0Eb"
    "Ddpo0EaDNvqlZ5CSrwqgjT7M6iAOTgWWBr/+VutCySDc9cpgG3ZajIaUfYtHUEU1Yj4tYp"
    "YSMRF9fLXg8dqLIBwiqRzG7/Kpat9lqWrfSVS1dGXPDSLpyKm6xRBFTv2ilxZ3OdfJyQ37"
    "IHh67LmAD7bhmVATa/jnklWR7+xTGSWhzMmwGOVJk92rkYaAZ5nO1OJHFmBVQJCTQw6BJ9"
    "cd+OTAl01O7lvb4/nEB1xb2i0nmkIRkzxO00D8c0Savb6qqb/f9NUBj9Wg9VWl9b2BpMUj"
    "Mmj22zdD7Vu/7YZXitzz52pX1TrtwVBTW36deJlX76bfa/L2g1pBCf9l1zcdldvueVdxFc"
    "ALmeGxw7kmYnqYi62OmdIG4LRZ5tOmNWHQM56tiITbqaejGNXhZGenR3JCYhOmyQUuW8Ir"
    "pwaYEyJKulg6kq3tgE6lB6jjUGOLTdb69lCn0gPU6VAvZDlwjPscIC9kEYmOF9t/nJ29ff"
    "vh7PTt+4vzdx8+nF+c+iAnH2Whfdm+4oBH1tskB8CsFQwGy2R3tat8ZGxuWJmGbTw3H5ni"
    "HsavnfaejnYPn51VS6xUz4RqwNuoUNeMbXOp+TSmvMfxwJvPTdk28Ju74q1VCbV9Gj9685"
    "/E+DE0NaYbP4Zm4s3GjwoSTEeUIMO20Fp/EiF2uI3idCW07x/RDwv/9QMJFZolarE2iaWL"
    "p1Yd/Zjrlq0RvLZ+iKeOWC8uA9nvm/KE/AlZ20TtrPxgPkGFlGg/QQVfBSZ55ovXICwQGG"
    "KWfo47UpM8MMR8jVwHQ0wwxARDTDDEBEPMl55BSr4qgCHmgTyxj8B2cJ/bqP1nNAPrwYME"
    "ehHCiSTIQ/wzVatLKwNx1jyv/j7MXnH9ab7T61551ePLcEIhY+v3lLi7lrz9OkZWAeAP1b"
    "efik3SPgFAnDd9m2lrKTBnhDYK0eS0lvRpuNJm4BFXZuexH7tjfWXpc40dooxCRscxsrwW"
    "xyGyk6a4aXpNAJ8ybVqxbjGAi8UHixLltTn2iU4G4hKig+XgD15QcRIqxqAYVV5Hi4DqRH"
    "WugUc5eDTXyf1Kv9/aNDxMf8DF/z+zgst/7V+fG+g/Mx4itYGwmFwLZ7vMsQ+4SM9zmdxk"
    "HZlFfksZKlqz1+mozW3yHYeN82NNNVCsIFqDJ56L3o/It16/09K+ttVv2uVtu+OktZMUjg"
    "iHX2FEfe1a6SpXomKyjHWMm/ag11K1m47S7Ypa8ZJoncARQFYa1G32VSVazyuJuBVcsau+"
    "kvAsCIqLOiGIsmav+6ndv+YIykrzOSwonY4mSgda4LsgKXRquv8yXjdRzBD63U9n7V9uMz"
    "B37wqxMOaYrTEy58B84zPSAIxRGKMwRnc9RrlL7bPclaQNgE6mzDoZC/+V5HKWRbxLAIbw"
    "2xnC+/ZzxVCPkAH222HvhQ4o7GkTp6sMA3bnYeM49LNJf2uQ01sAuBPekOBkug9YwfvxcB"
    "MGeD+C9+Nr2Xhw94lHrP1Jx4X7uYy0MmzY3cTtugiMJfYj6YZlUSqwK5N4l5bcB7Jsxmi5"
    "fPz8bOrPxKuK+RHkQGkTnUwNLjDaFWRNr8GqYhdJw7Uj0MLJvKqKm3v4fCZk+QMSHiVI4M"
    "a90Y1bn2NtoZsPz3bgZg1ds3aqixQ4vBdH7ZFtHvhE/DywvjqtVBWkNTUZMI8GXj8Ppm+8"
    "na+sGXWOPfuqquC1zygKzgwviaHgT/3pERQsv0qe+Am8skjsRLw0Tx/RD8PSPHncD2RYSB"
    "yf8RSNn0TkgqVuMl7yBE+YjSZRJEyApGETdv6CPNESQjFqIIYBxDAo9wxzpN7sEMPgNXJd"
    "YhkBMQwghgHEMIAYBhDDAOzlIIbBoVcHSCa1S+MgCFdwCH9jQqXqqHSQfYLKQfw+H8Tvsy"
    "B+L4F4osuiE2RscHRpWIIX2t3w91Vmd6OTyYxKpuh013qfIHcWIm7H5ZA5IkLFb+K4JvSD"
    "80Z0PJERrQiDolR5ox8EVCeKuL5xGwAeZfHoAT/dmew6VcuVyicJZU5exShPvrj3V35DwL"
    "M8PNuGW1vxSSgufTZd8jvg0iYuOaEJCrAoIMjJHzcQwtKki6V9ci3ubsQNcGdjRJEZtdm/"
    "sIz7IiyKUeXdQQRUJwN23fIbAB5lSq4MfU7vV0UCJ4VJcnLHIzlphWiBMZmDh67IdIvREy"
    "PLO3xCZCcDfgMDKOcAWpnChkTzHCaKjCQZbd4hFac9abklaqgx4F12GlffAG1sjAtFj5OR"
    "5h1rPmnIZO3SawQ4lpNjBY+8Esrn8AtOvvnYdWRRmW7UbmuLSC8uWQO5F16UkWSIk2R0k0"
    "TAklCski/q90995TrakKQwVDPUXLJsRK57Q56oOdxeosivFWorXjIirbbS6V3dRn+bpJD9"
    "z95tt6W11EH7KvrmlAcxijBA0vIgCXQryALNSruq2hpotzdcedhA4btartGy75grISPC5B"
    "i5pHSOdZJiyxeljA2QMSPd1wjxSw47O132ep3I7HTZjgc6vr2+VPu/vhH4s0qGk9GvqEvs"
    "fv1hS7Yc7Nzb2I3eUEw/HqUC6ylInwrpU0vkJ1DfIn2qZFLYAbbV86yLYxudCrdPTQueVa"
    "VwgvEd+GSOMGHvvgxnGN+bUNTL4REjfhyyZ7qN1rqFFvoUozuTLpBFF9ieMZSchzP20LUK"
    "RZbBBt5H9INHT8eaSANq6U8WWs8wkTnF7OUdEr+YPxgQJrsNL378whRhwx3XGPCbefGVlR"
    "OC38xr8aAAv5nXyHXwmzn4yc9d+wQgCUgzcrxFySqY6W33orjkNiNP3w0TQe+NQepv1vL2"
    "W5+ggj32/bs8NtLv0i2k38V7rLsFLoBvQAEA5wB4aRrUC0W2jfoqTF9mwGuf21efG4h/js"
    "i12mrfXjeQ8z0ind63BmIf5VCY+EdHiTgjI5RlhOxw3qT7F9wfOJQleDm+Bi9H0DeAvqFM"
    "MvE8+oZ0mfh+5btRsbhUypuQnGfJeqNS+3wS365BMFrqhLUmwhQ5EYt+4RGHvOY+ighEhF"
    "c06dpCuokdme3asGfInjF67tOTEPTutmmpfNfx/HJ5Kzx7s4W6dfRHWEsCQl4Q8pZ7mjtS"
    "cR8IeV8j10HIC8GRIDjSy4cPgOBIIDYo9aqQ3AxAcKTjD45UthV210uDc5SVzEJpTkMBQX"
    "FfIXHgv/EbqEzv3csagclUS3EWSmVOhKY4f5qUsLV2ZdhPA68R4FEmj6YGX4zTBlH69ipB"
    "WI5NVqViNIHrBbheHAeoYYlvXkjDNAAo6JbAl6X82ObxZUnMCztAtmrJpeK4RjRmJdKGeh"
    "mFJFrQULKhdO3nY6hSnsQvbCfPvUqIvuSxnxz9pPipv3AtpLPhryObIu4pzdWSOpnyWzaR"
    "clJprpddtJknvYvcqyWkCxN6TnBmeZm9Cug5X4/GC/Scr5HroOcEZ5YXHDTgzHJsvRecWf"
    "bqa2HRlTnZPlCYT11msGtKu4GU9ohcK91bpdNAzveI9NWbjtLksau8K142GPb6Ki8SF9wT"
    "o/mFu2I0v8QPLi8zyTD08LzIiPAJKpcC4yxvkpGsHCNxfMd0KnE9SleyePUPr1upkIrrTz"
    "ouuGwGFGC6kMhMQc2CaIZpAE8wo3p9ZlSgcgQNWZm0DeX1vvpGzfn0q4HX6hwL+yCJ4iFR"
    "p56lgVjz2tojq67hUP2NyogewYhrBpA+pitbOD2JppwYWLrjLcX9oJ4sZEjcrLag36xkAI"
    "UBKAxKPQMdqegYFAavkeugMADHKHCMenmbXXCMghN9qVeF5GYAHKP2ok5O1SNv1hcdgzK5"
    "pvaVBmIfI3Kl9q76ys3n7w3kX/IUKc22OvzOc6KIixEZqs3P3V6nd8UKg2uub7pqN7m6iX"
    "2NSPN2MOxdN5DzXQ5dkm3YsuRbGVYBHkGZWbilNunNWR5tEquVCrB4Flv7KbFdeUZejEMk"
    "ldPYMYRy6exEvSyck3q7w3pslmxu37nDJkjDQRoO0vAc0nClzdC/MwS6CTF48LCeJf/WDZ"
    "7n2q+Xwwifyy9+sRCjejTYNFZHotU6Wuo8ibmNTYtdm8YEW8JS3sL6HE/RA36SWd8/r7Fc"
    "ZveBuCUqXgULexCYl36SOlLRKQjMXyPXQWAOAnMQmIPAHATmLz2DlHxVAIH5YVYH8Z2AM1"
    "3859WvoIT1Io/o7yJd7neREPp5Z9YiAIdpKgjy7rUEQhxQBGGfoILw7kVLMNYtrK3MQiCH"
    "abbCuWSzbRTm81xqgvMMJcG5REWwspcrW1tII8nkU2HGmjiggmbY63UK7icFTQPxzxHh+z"
    "pt0PysXisNFLpxn/Quf1ObQ/eJczMiN/0e21FwDznvqhx6y0AyKdmPpseUDBNJ4xZ6S4N1"
    "Yi3x5OQmQrHnk8OGX1CZswSXJPPfU4BxAYWUa3/SsXXiq0L8ugfhl+TdleGUI+jXHrDEH3"
    "KIf6aINqJUVViZss546u/DbNz9I16n173yqseZEcWdQafNjGJGA2GaKmAeOzjkOTekHxvi"
    "y4dh+T84AfElpXOskxQdU4QwhvOYUe5r3vFLDtu9L909h9+9L9vx/nt7famy/a4An1UyHK"
    "VsUqbH+clePFmZJiYTyYySKiuVUILJRhJgE7O/ZdmWtsSmtjDIShbTOUMgLaUGoJNA2/QB"
    "ky1hltICyA7ICVuZl7HouFxN77HUq9F9Us+y5RgHdTbacXxz3Ay5bg0t9CfEtvxkigy2t0"
    "QLSuxZXdhbrHktw0Yz3RI1bF6D+yrOdctGlLgp33Q00efzpH3HPl4yIiOiLOiKMV8knrsd"
    "oCllXdO0PiILY8R3xX93kGBHmrx2ItUwBBFv4h/vjswCBLTCoBUu25IQCXxkLAxbW1mSHt"
    "rCE2Ohz+WoRujiGkiH8MRt4PjW3QwEW2qzfa10fj07rb85je3PvUPTu4SM1J6xLj2jrDW2"
    "SZlITdfTdzcyWkiII+nL7CBp2XS5lArCNh1Bw5QHPIN6i97RHkFZpzSoSF1jFrZjiNNW0O"
    "CtSqYMYgu7xVoRoXv2WnFEHN5useBHCfbCLYCOUQLUm6BeEWGCP9X4AUyi9kpdlJOEh1uR"
    "T49kOV7rJtnKvC1CCNZt5V8SirM4TAccLhuHSyIz/I2OaxKBIS+uZ0kL/3Qr5Ap1plsPjJ"
    "VOchR2NXXDlnHhnBNEvCEkdqyHcUmdeGbY6FfeCf6uT82/n56evv2bPAra7pp+tjsYT8AS"
    "qhD1M5FUYKsbNQ37Kfw46i4of0c0TZK8Tjjlj7wGT0ZD0l9UDZEm+LaBl1O51gPwbXuNXJ"
    "fsAsC3bb9ajBcOBHE8u+UCmL5wyuBKYvqCyW0riWdkX5t72IeJANGYPpjSoniGSADN2Hi3"
    "8TIJZbp9rFe/eraxu08KZWLbfNLoXaGuGqKBvhqz52a/vkhf9epX0Htu951VePVI9CHpoQ"
    "ICCogUEDnU7ca7R8SxKn5eCFHB/BHD1DXqyO3g7NY/oHOijX/a++rC+3YmNCztbk7XSYQ3"
    "2eF4VOAHUsQIJySuz6nBDpOA7joOKKR727XdrvCEkSKaPudGqeCUsXnjxhWe2JEYFAE6Rg"
    "ZIb0Z6zSZPXGiLHFCUY4vM31eZLTI3kJZwI73L+wTV6+y7381N6KM0LETmZi4ggr1cgb2c"
    "Zesy78ecycM94gMeU/55q966MUwKRFFxqBrI+R6R/m232+5eNZB7MSLflPZQlLgXPI/4sP"
    "/dqeRejcjgttlU1RZvyr8ckU9Ku8OLnO8RaSrdptoRRf5lrRRDS7dtvFgWcQgJUcDGPT56"
    "7nRjvjJlC3MqnmESADThIEYtqxCcAQGAmXSWEQb6RY7pAQXAmVwq8dLSppQUiRYQJQJQE6"
    "CyjYYEz09zqqch6lHEwLzjJHuD82RfgGZ5mfRuLzsquumrzfag7R5jfEMt8TC6veurSice"
    "9lfaXTPgTemqgK4UXbxkG7X8s4FfHyaCxGKlr6ytLD0jhODdUR67zqQ5L8E/bc1ckS24HC"
    "MFPpeZz1OsT+cGwVsFm4+QVtBwu0qMZgPyfgsmh8hgIJeZv2tqPuCimskIEagm4xKjiW1p"
    "Fv5LIt427jOkRiGyCgWb+8fZ2du3H85O376/OH/34cP5xam/j0w+ytpQXrav+J4yMlJk4q"
    "XJQxG1jVd/J1qbzf56B9PZ7CUCPoPCoIXOmj4FHDZzHDYtW79/jqrmfntVzWEmjxqD50bp"
    "qzxUvbjgmpROhytROp0RYSUD/ox/ce3MjdLuc90M/x6Rb/32kD0VXyPSYgtiA7XcZfHl9S"
    "6EpmnZUo479OCKtYIqtS1nnr0khcCmSU2G3vY5IaItlHmM3HaV2+FntTtsNxWR1iFWMCKf"
    "ev3LdquldhvIvxwR3uan3m2XUfiXI3KptLQ2K3K+nfvmbX/Q6ztlzrVT3lf/ect2lM4D92"
    "ZE2owzHd6Ee+G8iU1fre/Om8QlG8m97qdOm6en8K5GRGkO219V7bfeZQMF16y8P1Q/sQKt"
    "02t+4f8xVsDe2umoV0pHu+59ZeM8fMeetdTrm95Q7Ta/a9ftwbUybH5mdSSlIzLs9bRm7/"
    "qmo/4ukmx4N2y2UfuD9oABqrE/2v+uhfBLfeTqjLVO+7o9dNXGzg1D8LZ1xVg6uGGcYhCG"
    "7tj/ZQxkf5J9jsg/b3tDhSuq2Rdrj7HUaYHDEL5jv51t8Hu3rDH3QmDM/iD7Me3OUO0LpE"
    "P3DheV7uCb6nLXuRY5Qr4yfPqMV59uB26ukEjJiLBu9lVpdxS2Uok+592wmbfX/8Jqdnq8"
    "b4Ru2CzMWN9pi5nYvWK/8XO709I8jXn4jvXcTu+bB15wzf6p0udoXYlJPXTDex/7Y12lw7"
    "ufc1WO+d6ZTxbYslLX7BQX0ThhieeiLZeAs9NcawCvloq481CGufBiEjAkD1hZ9kMSajAk"
    "KmBIxHO9O5mVksCnZxqJUlWhr2eJf/aRacTEljQJRrplaEDxLMvQ48F9LyagIogr+51LLB"
    "GObQ7/GlDCLFPMXNHcLiBMlBLEzmUWO98ZxLBmW7E5Rgp8LjOfISd1VblcnpiOimu/LA/t"
    "qATWzZkRHrWQGXTOSI8OARKZW1gLDcQ9cmxM0PhJBGIUxvM8WaLFblmtBX3E4gGrjH4V6V"
    "fcNnj+lbSgj/t4iyT+4x8CBEel50Hx70RQyNAaC2ETSxE2EUKp7VR7GwyCvGgGFAAmxFQ5"
    "YEwVCOKx8w57JM5T+7fa2F3Q/pe0LyobuLvppDNqFXLG9+pXQfYa0zOcn+dRM5yfp2sZ+L"
    "PSCqCOqP8exZk1oktiEG7D5DAdSCXKzGG6sid0sbXBSIi8xDNnTe6vns/XPe7V/lnpMmrt"
    "Uml+aaDQzYjc3A613qdPDeRecFst145AcawHHOMAxyqgvN7xYEcEdkRgRwR2RGBHVM79x2"
    "HsiMCS5aUsWZa6IYv7lJFs26cAh+q4bKVokknILZkKJeipq3oiLIme+saRu3/G+lwsbQlV"
    "dbRCPUtb7cnwZ0HdjQrrb1w1zLXCc92ykZgJkE2RjtzGkKU/+TkD60iEYJlyFTOriRx5rO"
    "Vqk8cm1tmtXGW9x/dsTlpYDY20eBP/eAeq6Ncs54fQczte5OkSb5dAOkIIS3zZlviYVny8"
    "TVSSMB1wuMwc5ob1ReZEvz5MiIkD5JxuF5ErQgjDpczDhTVlW9qK2IYkPc2GID5RUuBzmf"
    "nMt37b+VOECYHHZeYxaC9BewnaS9BegvaynGvN/rSXJZFiD54sGy9uTJribxV5Xs+SYVui"
    "prYMqm4UYSvIqe24OemIyw7RTLeQiV2XqI+ItYKJjUy6ttAC6wTRlYnomiCe+zAprd5Nk5"
    "sF03+EBZ0TE+uBxoiVgSdVKcTXUb4UOg5HKCto+MuOgvq0R+ZPbhc4kk2121sz99Sr5XRL"
    "rkcpgetl4brkKOX+elBV7S0d56Nh8Tcn8Myw7AlIDieZfbOvobJryexMJ/eyuDPpQX9CJO"
    "XIB1mplOlgIPQaBGyCV+z/F1waYmTgVRtzA8eSROIZXuBYlkS8Ck7gewnKPWfT/qqg9CVM"
    "U0GcL3KgfJGK8UUyWy2xpQmw023FQySVwPcQluIlkXHdcolkH0+oGZXFSB7XsyRcK15RM4"
    "OauYIKcYtJ32Dy0Zhis4HWXDi11i2kWw94WnfuDRtN2LT7kX2uWF+bilL8iE00xtxv0UL0"
    "zgsDJI8stL9X5RGIBWFTTMwqW7Y2061ZjdVLE5aJR+yn/okndvrTUHQLyVPxN+PPQPwG4r"
    "dSz75HKogB8dtr5DqI3w5+wIouinkRjVLBoRUCwUFcraOJqwWh9SC03lFNAeHDV95OG6ap"
    "YMfdvTmWEEMUQdgnqCC8+0mBGBZWFAA6TldBvHc/D/PQ1iuJr0/uhIgu9QFz7N2o3Va7e1"
    "VQ9OKRcZtbcTEijs2qMAp2r+LxuuJCvZeZcnRirWWzerpsPKCogs3noWOoOOkvikw9AUUV"
    "8N53fzbIcmVrNn3ApIiXYZysQhmcd+d/LYInFcc2QQfgyoIBTXhSnC27bwo1AC0Bmp1ztJ"
    "UlORq28MRY6PM0jXBAFhdWO3QnLv3xQZyBX0tttq+Vzq9np/U3p7HkX978/C6xy3bjWBRa"
    "5QISWOY2L3PTlUjNTrRFkWkiRgXTA0QSez2GgiWxT/kmgmTVJKYp7pN6llXKOqiTw+HKXB"
    "HCWOoG5uJ2IhNsWUgn3AYEE24ZIuJ8jbFu172EVFzDP9Yt/IuFJnM6eZC5Xe2u4Ty2JrwV"
    "sPQojaXHQRNYlFtmtpcMFo/YlDtjpEMcIqkgyrvfPllzahfZOPn1QZkp2TONV5bEQjwVTK"
    "86BHSKA7mkVBYRON1pyCcoh8sQf19lXIYgkVB6vz9O07Y8Bo3eXrMgy0NkwO+y87skJ8Eu"
    "Xju4xc6BoryedQokXo1cPgl3rAY38ReOAtxkEP1KTaeAW2VyLwFsipzD7NOwEKFexb99RD"
    "8mK9Oi5g/+YIqJheXOCHt4hzTJMXtryLlAkEnSHJuU2rE63IGg8BHy0rhP1xjJDpGSPYzb"
    "CZ93etz/ZvAfZ2dv3344O337/uL83YcP5xen/mYm+ShrV3PZvuIbm8h49nY6EHv6QNZakW"
    "GSF9AIEUAa1xs5E0mhOSKgqdK58SBTRagv47+Koe4SAORbQy4wS2CeLn7y6ldQ9rR7q7gx"
    "nUqkJelnfK/+4Y/4LzMn7+Uw/0LuIMejwisSLSjYXecFM0QCaMZ9a4rKGkDMAGKGIkE/bd"
    "YDmiK6VE0W8zP0uJ4Z8pNX1CZBzVzChyU276i5wFO0oI+4IRTBM7ZmUfOJiwd4GIInJJpG"
    "Tg+Xyxe2ayZXZE/dZE/dyckLNRA6W4LeuSx6Z5AR7HThWeiTmUEK7fNDJBXc6u9ezRyZW3"
    "L32TAR9Np4xPJHaSinjEjlj1UK5LR3ly26MieF5oSAooIA72tKKCRc8SkA4DwObRO2KSw4"
    "5YZp4HwKkpN9YQlnfTjr7zdNNbcDtVgnaNHJasE3PpITf7JSPTNdtVddm4br5zE/x/eckG"
    "eI5sk2PoYzdGB2lBCliJKJxKigMLXUXCB0/rNm+tn5e4mxAKT2KMk8CbEFYR6F2IJV5rrE"
    "NwtiC+7ZEshZ9hJoZhzofYoKnjd3LzER3wXg9epXENy9RGziu7wkvunhabz6lcD30NFpvO"
    "3SWGKhkj7/RqlgCgaXcnApP6hLOR7PKH2oyXzK3Uf1TKfyUKXNx3p2nJxOTe7uHcq6+Ysl"
    "XAAspJsYiYSbNpUc6vPTjsiI/LAwJtpPY/pDeJY7t+KOOxEwguVcn7ArIswB5vTeS2TguB"
    "y45dScYuGKMKGLBaPaTc7PmJVA9MQBkgOQHJR+cTvSMyRIDl4j10FycHgzX0gKyn8BJAWF"
    "pKBwMDuaVSG5GYCkoJCz5jgwBVFykAI0jyT5Il2QfJGQI6/MQpkV3OoVhPbs9DQPuLxaet"
    "Qy8VBimes2VmCLEyN71jbneGaF/UQswvqcbUosPDFlJqbpOpMEYSW6/aGVJ3TOIdySBVLi"
    "KkRCfhkucAS1FbENyaSfvbWX0cMGv8wbfMPSMOEwyyL4UDrHOkmRrUcIY0weM8p9TXqexP"
    "2wjL3s9ToRnl624+Pp9vpS7f/6JhboXRIl27AEbpqJdSstVOnmFD+SZko85dUGrC83P6st"
    "rffpUwOF77zcPlpL7bS/qv22OvDS/ISKnFrt7pX2qdfXWsp3t1K4ZESu2DBpoCt3sLy8Q4"
    "WnhJMMrswgLAEVRGKRjcacwW+wXHCxEftDQ7/nGKsHxp2noxAJVTSTrToJ9FOhT9BVhgE7"
    "E4NziNj7NMsgMk/D7N1Zghi2ZmXemvEkAJo7JopL2ZPUwO2ycbtcJlCKm3Y63RJKCRJTbz"
    "SI0kJZrPNFO3HThKI7aiIdsXYNHpikgdbc2mnCfhDif7eO2GNRtObWTmuTknt52JNntpfH"
    "yslr1A934vxlsF8qhf0S2DTs2hQ33NkL6ALDZABrwq/Znydz7pNDFFU6He5skwye4pXZIZ"
    "UjbV/ZuLrrAZOWazxdSJKWXhzSIDa4JZ+1ZG+QnM/TVVhhmhKLcUurucKmKQswnhHayiOo"
    "AtpRMfZ5LhuF8wwThfOkhQLY+1V1jS2XFKLlHhdq6WIIv0o9jxxiGq6dSxAhrGqE2ICyO7"
    "edj8Ifypiy8vmcri10Z9KF4zC1pnVkUccry7B5IpaFPsUpsVl2/QLh6+WeCEQSGE5xh9kj"
    "7ra1nlEe3pV7hk0tRltHP9gvwdYPVo1a2GlyQlfCb4zz0EL3xiPPTrpa5paCeEhDHJiXP1"
    "eCN9fr8esBb67XyHXw5gJ7/QpgGt005MU0SgUdNdWMvNBROEJVCfPll8lDlC7eSclDdJzg"
    "Hlq2I1JTyDv0ZjNJn/hw0Ndu1G6r3b0qeD7wyBrIvRgR1/xRbTWQf+mZS3o2kvET5ssYOh"
    "6JFutY7LzEIb0AmH59gDIOJWGTsmeMssUxSEIOIszyHH2SJ15bf8BkO/eVGCnwucx8duW6"
    "26okIrTA6ZJzGlRPleTyi6qe/vv/AZGrFso="
)
