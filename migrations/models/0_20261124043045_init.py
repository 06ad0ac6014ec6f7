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
CREATE INDEX "idx_artefact_ma_project_cd70b9" ON "artefact_maturity" ("project_id");
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
CREATE INDEX "idx_job_project_e5d9f2" ON "job" ("project_id", "updated_at", "id");
CREATE INDEX "idx_job_project_79f69c" ON "job" ("project_id", "priority", "id");
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
CREATE INDEX IF NOT EXISTS job_attempt_raw ON job_attempt (ended_at) WHERE raw_output IS NOT NULL;
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
CREATE STATISTICS IF NOT EXISTS job_of_team (dependencies)
  ON team_id, project_id, episode_id, scene_id FROM job;
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
    "YXhME68Fx0NuaVKe0gNRE+GlYVGeot1i5VNTv7PraMWYZSITPxp4XeeV2Pr+gKeyfCG7f0"
    "Eefzu3eeFwB/IkkCeVeg46UskCyJNeI9fzyJPA8n23AXzYr5cftjfH+fVoyyzaqF22Lztq"
    "A4mvERmoyqDX1dj5uIGC6xHp3Q477S6r516wmsNe//tlT+m3WE3/ekRu+j3WfbUbpfmlgU"
    "I38e1JnsP97qMCM07ZK8muOx9DA+oDSlJafeXTsOB+wyFqIPE1In2VR2ZuIOd7RDq95heV"
    "8c35LgdnnE3mNqmzw4QgdynP0pTckbiskqXXTF+dIkSQNykeMerRsKQB0FIN+sIkh7Pne7"
    "OvnRzEOn/5Dnt0E5Er9ii4T45SwVQUUwUGYp8CmEap4PiR7SnqopUEuLBn403Q0nECu9G5"
    "MdqzNruMuqN7B9iqQUtHORFshDY6EZbJdZSf4/SJLbfFDB7Ws+T5k0i1/FaZ9E64elo2NZ"
    "8+ImuJ9Qf2AOlkiqyVyNJt8VB32OS+n4aNxk/IkIjtd9BeQSl9PS7nBck9SO5Lvw4cqQwX"
    "JPevkesguQfRyLGLRpwUtZL+mR6ePEQC8ckj09Au4pODrOo1yKoEr9j/L7g0xMhAWnVsbg"
    "EHM1Pfi2OAPjd0C0s0remLRYikHIsFf19lFouxaeC7Ij3eJ6icJ8zZad5kRJnZiJJ9frnE"
    "uunJBvPiHKWqHNgX+cC+yAL7QgK2IyRjc4ZdKMNWjAzgzgk3F8/em3SVZg2VModEqCoH9p"
    "ucM8mbzKnkjWwuWZrGQjefOJZUEhw0o4PHCbdCvWR7vijsWcdWD/IPqXB/SAaiYm+bbgW2"
    "hBTg3gA36IlBT1wmZWYePXEeX8GJTqYGF5k806nL11I2vQaPbwLJ6QnnQLEDt0Efs36ozQ"
    "r12SRuKWaUANqB3AglozTL4iAylnOYHmiTCMFGI4QBXeAxnT7xmE8LpKM/6Zi7+bFVA1si"
    "czq3JJjolv0RLTFdzjGa4okxxYiy2T9pg/D85nZhgsCz9QWIgFECGCWUfi46UvU0GCW8Rq"
    "6DUQIYJYBRwsvrmcAoAYwSSr0qgFECGCWAUUI5FotKGSWYNC2U4WZnfI/2gFrFwe3NTa8/"
    "bHevCjKgdtPvDZWrXrc9GIqoCN7NiCjd4EFwPSLBuxoouB6R63a3128g8RWX2+QZWLv33A"
    "fLErAseQmwwbKkEnCDZclhLUvYe++MKZbOJZ/mVE8RQ0TJYoDfcboj3HNmINzq3V52VLZW"
    "q832oO3uffwzmHjIi1iB4SiL+6rSiUGNH9OATt9whmlgx7nzHecRBoC6UbutbbacDhnbbj"
    "oXbKvZbKo3Qx74ybvioaF+U5uizLtiW0y1f8VLnO9ybDL/pOOCsoaAAsQMCZlpoFMtgGic"
    "DnAFyzawbCuPwUv9mRFQIoEvnoluJNbGUU4GG+GNT4cRgNmPQN3bTufFA6FEjLuyTJTiVm"
    "B5rJTMOE2OqOe6LRLf+43w2OM2RTqh3FCojiyMCboz6UIYGd0ZpmXLYptv28yuDJMsujIn"
    "OLOKrZvsJWC4BIZL5V9TjtSEBQyXXiPXwXAJDJfAcOnlJYNguASGS6VeFcBw6TCrgwAiAW"
    "c+mbpHW2Yjpton5brd+d5AzveI9HvXSnfYbjaQdzUin/pttdsafG7fsHr+Navb/qp0+ozY"
    "veAC9u6w13dqBtcjonQ6baXbVBvIu+J2IJe9fqvdZYOHG4L4NyOidtVr1qr44vk4+kr3Su"
    "3zbBzO1Yg0bwfD3nUDOd/lEOQzzuFC+Y59gsoped/n0fC+T1fvvk/odsM/qwDEMbLKAb0v"
    "sxz2NkwsqZ1I6q44QnO4bfH5kWyLdXMi2X7RyWqBHXCiFk5O7RiMjpiKx002sHXi5T60Ti"
    "IOxydheafitFOZpXsvG2RQb+1h5xQRI+fFNEIEkMY3o77YvQCkESKAFJSwL6WEdcb2DqAt"
    "ooE9VnAjE+FmbJ1BDtjmwjYyI5Ypx4eXXkWizA5lXklXX4cSvWzWV/cI9pNkh5Nnf0Q/qD"
    "nF5g9krojlKJrfoLXBesvKRvf60qqL343WM2OOGcC6NZMl6d5D+5s13KCNBm10qeeoI9VL"
    "gjb6NXIdtNGgjQZtNGijQRv90jNIyVcF0EYfZnUQB6cCS4Nff6t1oWQQ7nplsA07LUZDyr"
    "7FI6iiGjGfFjFLiZiIPr5a8HjtRRAOkVQO43f5VLXvslS17ySqWrqy5waRdORU3WKIIqd+"
    "0UuLu5zr5OSGfRA8PfZcwAfb8EyoiTX8c8mqyHf2qYySUOZkWIzypMnu1UhDwLNMZ2rxIw"
    "uwKiDIySGHwJPrDnxy4MsmJ/et7fF84gOuLe2WE02hiEkep2kg/jkizV5f1dTfb/rqgMdq"
    "0Pqq0vreQNLiERk0++2bofat33bDK0Xu+XO1q2qd9mCoqS2/TrzMq3fT7zV5+0GtoIT/su"
    "ubjspt97yruArghczw2OFcEzE9zMVWx0xpA3DaLPNp05ow6BnPVkTC7dTTUYzqcLKz0yM5"
    "IbEJ0+QCly3hlVMDzAkRJV0sHcnWdkCn0gPUcaixxSZrfXuoU+kB6nSoF7IcOMZ9DpAXso"
    "hEx4vtP87O3r79cHb69v3F+bsPH84vTn2Qk4+y0L5sX3HAI+ttkgNg1goGg2Wyu9pVPjI2"
    "N6xMwzaem49McQ/j1057T0e7h8/OqiVWqmdCNeBtVKhrxra51HwaU97jeODN56ZsG/jNXf"
    "HWqoTaPo0fvflPYvwYmhrTjR9DM/Fm40cFCaYjSpBhW2itP4kQO9xGcboS2veP6IeF//qB"
    "hArNErVYm8TSxVOrjn7MdcvWCF5bP8RTR6wXl4Hs9015Qv6ErG2idlZ+MJ+gQkq0n6CCrw"
    "KTPPPFaxAWCAwxSz/HHalJHhhivkaugyEmGGKCISYYYoIh5kvPICVfFcAQ80Ce2EdgO7jP"
    "bdT+M5qB9eBBAr0I4UQS5CH+marVpZWBOGueV38fZq+4/jTf6XWvvOrxZTihkLH1e0rcXU"
    "vefh0jqwDwh+rbT8UmaZ8AIM6bvs20tRSYM0IbhWhyWkv6NFxpM/CIK7Pz2I/dsb6y9LnG"
    "DlFGIaPjGFlei+MQ2UlT3DS9JoBPmTatWLcYwMXig0WJ8toc+0QnA3EJ0cFy8AcvqDgJFW"
    "NQjCqvo0VAdaI618CjHDya6+R+pd9vbRoepj/g4v+fWcHlv/avzw30nxkPkdpAWEyuhbNd"
    "5tgHXKTnuUxuso7MIr+lDBWt2et01OY2+Y7DxvmxphooVhCtwRPPRe9H5Fuv32lpX9vqN+"
    "3ytt1x0tpJCkeEw68wor52rXSVK1ExWcY6xk170Gup2k1H6XZFrXhJtE7gCCArDeo2+6oS"
    "reeVRNwKrthVX0l4FgTFRZ0QRFmz1/3U7l9zBGWl+RwWlE5HE6UDLfBdkBQ6Nd1/Ga+bKG"
    "YI/e6ns/YvtxmYu3eFWBhzzNYYmXNgvvEZaQDGKIxRGKO7HqPcpfZZ7krSBkAnU2adjIX/"
    "SnI5yyLeJQBD+O0M4X37uWKoR8gA++2w90IHFPa0idNVhgG787BxHPrZpL81yOktANwJb0"
    "hwMt0HrOD9eLgJA7wfwfvxtWw8uPvEI9b+pOPC/VxGWhk27G7idl0ExhL7kXTDsigV2JVJ"
    "vEtL7gNZNmO0XD5+fjb1Z+JVxfwIcqC0iU6mBhcY7QqyptdgVbGLpOHaEWjhZF5Vxc09fD"
    "4TsvwBCY8SJHDj3ujGrc+xttDNh2c7cLOGrlk71UUKHN6Lo/bINg98In4eWF+dVqoK0pqa"
    "DJhHA6+fB9M33s5X1ow6x559VVXw2mcUBWeGl8RQ8Kf+9AgKll8lT/wEXlkkdiJemqeP6I"
    "dhaZ487gcyLCSOz3iKxk8icsFSNxkveYInzEaTKBImQNKwCTt/QZ5oCaEYNRDDAGIYlHuG"
    "OVJvdohh8Bq5LrGMgBgGEMMAYhhADAOIYQD2chDD4NCrAyST2qVxEIQrOIS/MaFSdVQ6yD"
    "5B5SB+nw/i91kQv5dAPNFl0QkyNji6NCzBC+1u+Psqs7vRyWRGJVN0umu9T5A7CxG343LI"
    "HBGh4jdxXBP6wXkjOp7IiFaEQVGqvNEPAqoTRVzfuA0Aj7J49ICf7kx2narlSuWThDInr2"
    "KUJ1/c+yu/IeBZHp5tw62t+CQUlz6bLvkdcGkTl5zQBAVYFBDk5I8bCGFp0sXSPrkWdzfi"
    "BrizMaLIjNrsX1jGfREWxajy7iACqpMBu275DQCPMiVXhj6n96sigZPCJDm545GctEK0wJ"
    "jMwUNXZLrF6ImR5R0+IbKTAb+BAZRzAK1MYUOieQ4TRUaSjDbvkIrTnrTcEjXUGPAuO42r"
    "b4A2NsaFosfJSPOONZ80ZLJ26TUCHMvJsYJHXgnlc/gFJ9987DqyqEw3are1RaQXl6yB3A"
    "svykgyxEkyukkiYEkoVskX9funvnIdbUhSGKoZai5ZNiLXvSFP1BxuL1Hk1wq1FS8ZkVZb"
    "6fSubqO/TVLI/mfvttvSWuqgfRV9c8qDGEUYIGl5kAS6FWSBZqVdVW0NtNsbrjxsoPBdLd"
    "do2XfMlZARYXKMXFI6xzpJseWLUsYGyJiR7muE+CWHnZ0ue71OZHa6bMcDHd9eX6r9X98I"
    "/Fklw8noV9Qldr/+sCVbDnbubexGbyimH49SgfUUpE+F9Kkl8hOob5E+VTIp7ADb6nnWxb"
    "GNToXbp6YFz6pSOMH4DnwyR5iwd1+GM4zvTSjq5fCIET8O2TPdRmvdQgt9itGdSRfIogts"
    "zxhKzsMZe+hahSLLYAPvI/rBo6djTaQBtfQnC61nmMicYvbyDolfzB8MCJPdhhc/fmGKsO"
    "GOawz4zbz4ysoJwW/mtXhQgN/Ma+Q6+M0c/OTnrn0CkASkGTneomQVzPS2e1FccpuRp++G"
    "iaD3xiD1N2t5+61PUMEe+/5dHhvpd+kW0u/iPdbdAhfAN6AAgHMAvDQN6oUi20Z9FaYvM+"
    "C1z+2rzw3EP0fkWm21b68byPkekU7vWwOxj3IoTPyjo0SckRHKMkJ2OG/S/QvuDxzKErwc"
    "X4OXI+gbQN9QJpl4Hn1Dukx8v/LdqFhcKuVNSM6zZL1RqX0+iW/XIBgtdcJaE2GKnIhFv/"
    "CIQ15zH0UEIsIrmnRtId3Ejsx2bdgzZM8YPffpSQh6d9u0VL7reH65vBWevdlC3Tr6I6wl"
    "ASEvCHnLPc0dqbgPhLyvkesg5IXgSBAc6eXDB0BwJBAblHpVSG4GIDjS8QdHKtsKu+ulwT"
    "nKSmahNKehgKC4r5A48N/4DVSm9+5ljcBkqqU4C6UyJ0JTnD9NSthauzLsp4HXCPAok0dT"
    "gy/GaYMofXuVICzHJqtSMZrA9QJcL44D1LDENy+kYRoAFHRL4MtSfmzz+LIk5oUdIFu15F"
    "JxXCMasxJpQ72MQhItaCjZULr28zFUKU/iF7aT514lRF/y2E+OflL81F+4FtLZ8NeRTRH3"
    "lOZqSZ1M+S2bSDmpNNfLLtrMk95F7tUS0oUJPSc4s7zMXgX0nK9H4wV6ztfIddBzgjPLCw"
    "4acGY5tt4Lzix79bWw6MqcbB8ozKcuM9g1pd1ASntErpXurdJpIOd7RPrqTUdp8thV3hUv"
    "Gwx7fZUXiQvuidH8wl0xml/iB5eXmWQYenheZET4BJVLgXGWN8lIVo6ROL5jOpW4HqUrWb"
    "z6h9etVEjF9ScdF1w2AwowXUhkpqBmQTTDNIAnmFG9PjMqUDmChqxM2obyel99o+Z8+tXA"
    "a3WOhX2QRPGQqFPP0kCseW3tkVXXcKj+RmVEj2DENQNIH9OVLZyeRFNODCzd8ZbiflBPFj"
    "IkblZb0G9WMoDCABQGpZ6BjlR0DAqD18h1UBiAYxQ4Rr28zS44RsGJvtSrQnIzAI5Re1En"
    "p+qRN+uLjkGZXFP7SgOxjxG5UntXfeXm8/cG8i95ipRmWx1+5zlRxMWIDNXm526v07tihc"
    "E11zddtZtc3cS+RqR5Oxj2rhvI+S6HLsk2bFnyrQyrAI+gzCzcUpv05iyPNonVSgVYPIut"
    "/ZTYrjwjL8Yhkspp7BhCuXR2ol4Wzkm93WE9Nks2t+/cYROk4SANB2l4Dmm40mbo3xkC3Y"
    "QYPHhYz5J/6wbPc+3Xy2GEz+UXv1iIUT0abBqrI9FqHS11nsTcxqbFrk1jgi1hKW9hfY6n"
    "6AE/yazvn9dYLrP7QNwSFa+ChT0IzEs/SR2p6BQE5q+R6yAwB4E5CMxBYA4C85eeQUq+Ko"
    "DA/DCrg/hOwJku/vPqV1DCepFH9HeRLve7SAj9vDNrEYDDNBUEefdaAiEOKIKwT1BBePei"
    "JRjrFtZWZiGQwzRb4Vyy2TYK83kuNcF5hpLgXKIiWNnLla0tpJFk8qkwY00cUEEz7PU6Bf"
    "eTgqaB+OeI8H2dNmh+Vq+VBgrduE96l7+pzaH7xLkZkZt+j+0ouIecd1UOvWUgmZTsR9Nj"
    "SoaJpHELvaXBOrGWeHJyE6HY88lhwy+ozFmCS5L57ynAuIBCyrU/6dg68VUhft2D8Evy7s"
    "pwyhH0aw9Y4g85xD9TRBtRqiqsTFlnPPX3YTbu/hGv0+teedXjzIjizqDTZkYxo4EwTRUw"
    "jx0c8pwb0o8N8eXDsPwfnID4ktI51kmKjilCGMN5zCj3Ne/4JYft3pfunsPv3pfteP+9vb"
    "5U2X5XgM8qGY5SNinT4/xkL56sTBOTiWRGSZWVSijBZCMJsInZ37JsS1tiU1sYZCWL6Zwh"
    "kJZSA9BJoG36gMmWMEtpAWQH5IStzMtYdFyupvdY6tXoPqln2XKMgzob7Ti+OW6GXLeGFv"
    "oTYlt+MkUG21uiBSX2rC7sLda8lmGjmW6JGjavwX0V57plI0rclG86mujzedK+Yx8vGZER"
    "URZ0xZgvEs/dDtCUsq5pWh+RhTHiu+K/O0iwI01eO5FqGIKIN/GPd0dmAQJaYdAKl21JiA"
    "Q+MhaGra0sSQ9t4Ymx0OdyVCN0cQ2kQ3jiNnB8624Ggi212b5WOr+endbfnMb2596h6V1C"
    "RmrPWJeeUdYa26RMpKbr6bsbGS0kxJH0ZXaQtGy6XEoFYZuOoGHKA55BvUXvaI+grFMaVK"
    "SuMQvbMcRpK2jwViVTBrGF3WKtiNA9e604Ig5vt1jwowR74RZAxygB6k1Qr4gwwZ9q/AAm"
    "UXulLspJwsOtyKdHshyvdZNsZd4WIQTrtvIvCcVZHKYDDpeNwyWRGf5GxzWJwJAX17OkhX"
    "+6FXKFOtOtB8ZKJzkKu5q6Ycu4cM4JIt4QEjvWw7ikTjwzbPQr7wR/16fm309PT9/+TR4F"
    "bXdNP9sdjCdgCVWI+plIKrDVjZqG/RR+HHUXlL8jWkf+mphDq+RN0WRL8jeFEwel/Bbd5J"
    "MMeMi9vAAPPORej68UeMi9Rq5L9hLgIbdfXcgLh5M4nj13AUxfOPFwJTF9wRS5lcQzsq/N"
    "PezDRIBoTKtMaVE8QySAZmy823iZhDLdytarXz0L292nljKxbT5p9K5QVw3RQF+NWYWzX1"
    "+kr3r1K+iDt/vOKnyDJFqV9IADAQXEG4gc6nbjIySiYRU/L4SoYP6IYeqahuR2k3brH9DF"
    "0cY/7X114X27JBqWdjen6yTCm6x5PCrwJiliyhMSxefUg4dJQAMeBxSSxu3a+lf400gRTZ"
    "9zo1Rwyti8ceNqU+xIDIoAHSMDpDcjvWaTJy60RQ4oyrFF5u+rzBaZm1lLuJHe5X2C6nX2"
    "3e/mJvRRGlwiczMXEMFersBezrJ1mQ9lzhTkHvEBjyn/vFVv3UgoBWKxOFQN5HyPSP+222"
    "13rxrIvRiRb0p7KErcC56NfNj/7lRyr0ZkcNtsqmqLN+Vfjsgnpd3hRc73iDSVblPtiCL/"
    "slaKoaXbNl4si7iVhChg4x4fPXe6MV+ZsoU5Fc8wCQCacDOjllUIzoAAwEy63Agz/yLH9I"
    "AC4EwulXhpaVNKisQciBIBqAlQ2UZDguenOdXTEPUoYmDecZK9wXmyL0CzfFV6t5cdFd30"
    "1WZ70HaPMb6hlngY3d71VaUTDx4s7a4Z8KZ0VUBXii5eso1a/tnArw8TQWKx0lfWVpaeEU"
    "LwESmPXWfSnJfgn7ZmrsgWXI6RAp/LzOcp1qdzg+CtQtZHSCtouF0lRrMBeb8Fk0NkMJDL"
    "zN81NR9wUc1khAhUk3GJ0cS2NAv/JRFvG/cZUqMQWYVC1v3j7Ozt2w9np2/fX5y/+/Dh/O"
    "LU30cmH2VtKC/bV3xPGRkpMvHS5KGI2sarvxOtzWZ/vYPpbPYSR59BYdBCZ02fAg6bOQ6b"
    "lq3fP0dVc7+9quYwk0eNwXOj9FUe8F5ccE1Kp8OVKJ3OiLCSAX/Gv7h25kZp97luhn+PyL"
    "d+e8ieiq8RabEFsYFa7rL48noXQtO0bCnHHXpwxVpBldqWM89eUktg06QmQ2/7zBLRFso8"
    "Rm67yu3ws9odtpuKSA4RKxiRT73+ZbvVUrsN5F+OCG/zU++2yyj8yxG5VFpamxU5385987"
    "Y/6PWdMufaKe+r/7xlO0rngXszIm3GmQ5vwr1w3sSmr9Z3503iko3kXvdTp82TXHhXI6I0"
    "h+2vqvZb77KBgmtW3h+qn1iB1uk1v/D/GCtgb+101Culo133vrJxHr5jz1rq9U1vqHab37"
    "Xr9uBaGTY/szqS0hEZ9npas3d901F/F6k6vBs226j9QXvAANXYH+1/10L4pT5ydcZap33d"
    "HrpqY+eGIXjbumIsHdwwTjEIQ3fs/zIGsj/JPkfkn7e9ocIV1eyLtcdY6rTAYQjfsd/ONv"
    "i9W9aYeyEwZn+Q/Zh2Z6j2BdKhe4eLSnfwTXW561yLTCNfGT59xqtPtwM340ikZERYN/uq"
    "tDsKW6lEn/Nu2Mzb639hNTs93jdCN2wWZqzvtMVM7F6x3/i53WlpnsY8fMd6bqf3zQMvuG"
    "b/VOlztK7EpB664b2P/bGu0uHdz7kqx3zvzCcLbFmpa3aKi2icsMRz0ZZLwNlprjWAV0tF"
    "3Hkow1x4MQkYkgesLPshCTUYEhUwJOIZ4538TEng0/OVRKmq0NezxD/7yFdiYkuaSiPdMj"
    "SgeJZl6PHgvhcTUBEKlv3OJZYIxzYHkQ0oYZYpZq5obhcQJkoJYucyi53vDGJYs63YHCMF"
    "PpeZz5DZuqpcLk9kSMW1X5YHiFQC6+bMOJFayAw6Z7xIhwCJ/C+shQbiHjk2Jmj8JMI5Cu"
    "N5nnLRYres1oI+YvGAVUa/iiQubhs8i0ta6Mh9vEUSRfIPAYKj0vOg+HcitGRojYWwiaUI"
    "mwih1HaqvQ0GQV40AwoAE2KqHDCmCgTx2HmHPRLnqf1bbewu9P9L2heVDdzddNIZtQo543"
    "v1qyB7jekZzs/zqBnOz9O1DPxZaQVQR9R/j+LMGtElMQi3YXKYDqQSZeYwXdkTutjaYCRE"
    "XuKZsyb3V8/n6x73av+sdBm1dqk0vzRQ6GZEbm6HWu/TpwZyL7itlmtHoDjWA45xgGMVUF"
    "7veLAjAjsisCMCOyKwIyrn/uMwdkRgyfJSlixL3ZDFfcpI2e1TgEN1XLZSNFUlZKhMhRL0"
    "1FU9EZZET33jyN0/Y30ulraEqjpaoZ6lrfZk+LOg7kaF9TeuGuZa4blu2UjMBMimSEduY8"
    "jSn/zMg3UkQrBMuYqZ1USOPNZytcljE+vsVq6y3uN7Nqc+rIZGWryJf7wDVfRrlvND6Lkd"
    "L/J0ibdLQx0hhCW+bEt8TCs+3iYqSZgOOFxmDnPD+iJzol8fJsTEAXJOt4vIFSGE4VLm4c"
    "Kasi1tRWxDkp5mQxCfKCnwucx85lu/7fwpwoTA4zLzGLSXoL0E7SVoL0F7Wc61Zn/ay5JI"
    "sQdPlo0XNyZN8beKPK9nybAtUVNbBlU3irAV5NR23Jx0xGWHaKZbyMSuS9RHxFrBxEYmXV"
    "togXWC6MpEdE0Qz32YlFbvpsnNguk/woLOiYn1QGPEysCTqhTi6yhfCh2HI5QVNPxlR0F9"
    "2iPzJ7cLHMmm2u2tmXvq1XK6JdejlMD1snBdcpRyfz2oqvaWjvPRsPibE3hmWPYEJIeTzL"
    "7Z11DZtWR2ppN7WdyZ9KA/IZJy5IOsVMp0MBB6DQI2wSv2/wsuDTEy8KqNuYFjSSLxDC9w"
    "LEsiXgUn8L0E5Z6zaX9VUPoSpqkgzhc5UL5Ixfgima2W2NIE2Om24iGSSuB7CEvxksi4br"
    "lEso8n1IzKYiSP61kSrhWvqJlBzVxBhbjFpG8w+WhMsdlAay6cWusW0q0HPK0794aNJmza"
    "/cg+V6yvTUUpfsQmGmPut2gheueFAZJHFtrfq/IIxIKwKSZmlS1bm+nWrMbqpQnLxCP2U/"
    "/EEzv9aSi6heSp+JvxZyB+A/FbqWffIxXEgPjtNXIdxG8HP2BFF8W8iEap4NAKgeAgrtbR"
    "xNWC0HoQWu+opoDw4Stvpw3TVLDj7t4cS4ghiiDsE1QQ3v2kQAwLKwoAHaerIN67n4d5aO"
    "uVxNcnd0JEl/qAOfZu1G6r3b0qKHrxyLjNrbgYEcdmVRgFu1fxeF1xod7LTDk6sdayWT1d"
    "Nh5QVMHm89AxVJz0F0WmnoCiCnjvuz8bZLmyNZs+YFLEyzBOVqEMzrvzvxbBk4pjm6ADcG"
    "XBgCY8Kc6W3TeFGoCWAM3OOdrKkhwNW3hiLPR5mkY4IIsLqx26E5f++CDOwK+lNtvXSufX"
    "s9P6m9NY8i9vfn6X2GW7cSwKrXIBCSxzm5e56UqkZifaosg0EaOC6QEiib0eQ8GS2Kd8E0"
    "GyahLTFPdJPcsqZR3UyeFwZa4IYSx1A3NxO5EJtiykE24Dggm3DBFxvsZYt+teQiqu4R/r"
    "Fv7FQpM5nTzI3K5213AeWxPeClh6lMbS46AJLMotM9tLBotHbMqdMdIhDpFUEOXdb5+sOb"
    "WLbJz8+qDMlOyZxitLYiGeCqZXHQI6xYFcUiqLCJzuNOQTlMNliL+vMi5DkEgovd8fp2lb"
    "HoNGb69ZkOUhMuB32fldkpNgF68d3GLnQFFezzoFEq9GLp+EO1aDm/gLRwFuMoh+paZTwK"
    "0yuZcANkXOYfZpWIhQr+LfPqIfk5VpUfMHfzDFxMJyZ4Q9vEOa5Ji9NeRcIMgkaY5NSu1Y"
    "He5AUPgIeWncp2uMZIdIyR7G7YTPOz3ufzP4j7Ozt28/nJ2+fX9x/u7Dh/OLU38zk3yUta"
    "u5bF/xjU1kPHs7HYg9fSBrrcgwyQtohAggjeuNnImk0BwR0FTp3HiQqSLUl/FfxVB3CQDy"
    "rSEXmCUwTxc/efUrKHvavVXcmE4l0pL0M75X//BH/JeZk/dymH8hd5DjUeEViRYU7K7zgh"
    "kiATTjvjVFZQ0gZgAxQ5GgnzbrAU0RXaomi/kZelzPDPnJK2qToGYu4cMSm3fUXOApWtBH"
    "3BCK4Blbs6j5xMUDPAzBExJNI6eHy+UL2zWTK7KnbrKn7uTkhRoInS1B71wWvTPICHa68C"
    "z0ycwghfb5IZIKbvV3r2aOzC25+2yYCHptPGL5ozSUU0ak8scqBXLau8sWXZmTQnNCQFFB"
    "gPc1JRQSrvgUAHAeh7YJ2xQWnHLDNHA+BcnJvrCEsz6c9febpprbgVqsE7ToZLXgGx/JiT"
    "9ZqZ6Zrtqrrk3D9fOYn+N7TsgzRPNkGx/DGTowO0qIUkTJRGJUUJhaai4QOv9ZM/3s/L3E"
    "WABSe5RknoTYgjCPQmzBKnNd4psFsQX3bAnkLHsJNDMO9D5FBc+bu5eYiO8C8Hr1KwjuXi"
    "I28V1eEt/08DRe/Urge+joNN52aSyxUEmff6NUMAWDSzm4lB/UpRyPZ5Q+1GQ+5e6jeqZT"
    "eajS5mM9O05OpyZ39w5l3fzFEi4AFtJNjETCTZtKDvX5aUdkRH5YGBPtpzH9ITzLnVtxx5"
    "0IGMFyrk/YFRHmAHN67yUycFwO3HJqTrFwRZjQxYJR7SbnZ8xKIHriAMkBSA5Kv7gd6RkS"
    "JAevkesgOTi8mS8kBeW/AJKCQlJQOJgdzaqQ3AxAUlDIWXMcmIIoOUgBmkeSfJEuSL5IyJ"
    "FXZqHMCm71CkJ7dnqaB1xeLT1qmXgoscx1GyuwxYmRPWubczyzwn4iFmF9zjYlFp6YMhPT"
    "dJ1JgrAS3f7QyhM65xBuyQIpcRUiIb8MFziC2orYhmTSz97ay+hhg1/mDb5haZhwmGURfC"
    "idY52kyNYjhDEmjxnlviY9T+J+WMZe9nqdCE8v2/HxdHt9qfZ/fRML9C6Jkm1YAjfNxLqV"
    "Fqp0c4ofSTMlnvJqA9aXm5/Vltb79KmBwndebh+tpXbaX9V+Wx14aX5CRU6tdvdK+9Tray"
    "3lu1spXDIiV2yYNNCVO1he3qHCU8JJBldmEJaACiKxyEZjzuA3WC642Ij9oaHfc4zVA+PO"
    "01GIhCqayVadBPqp0CfoKsOAnYnBOUTsfZplEJmnYfbuLEEMW7Myb814EgDNHRPFpexJau"
    "B22bhdLhMoxU07nW4JpQSJqTcaRGmhLNb5op24aULRHTWRjli7Bg9M0kBrbu00YT8I8b9b"
    "R+yxKFpza6e1Scm9POzJM9vLY+XkNeqHO3H+MtgvlcJ+CWwadm2KG+7sBXSBYTKANeHX7M"
    "+TOffJIYoqnQ53tkkGT/HK7JDKkbavbFzd9YBJyzWeLiRJSy8OaRAb3JLPWrI3SM7n6Sqs"
    "ME2Jxbil1Vxh05QFGM8IbeURVAHtqBj7PJeNwnmGicJ50kIB7P2qusaWSwrRco8LtXQxhF"
    "+lnkcOMQ3XziWIEFY1QmxA2Z3bzkfhD2VMWfl8TtcWujPpwnGYWtM6sqjjlWXYPBHLQp/i"
    "lNgsu36B8PVyTwQiCQynuMPsEXfbWs8oD+/KPcOmFqOtox/sl2DrB6tGLew0OaEr4TfGeW"
    "ihe+ORZyddLXNLQTykIQ7My58rwZvr9fj1gDfXa+Q6eHOBvX4FMI1uGvJiGqWCjppqRl7o"
    "KByhqoT58svkIUoX76TkITpOcA8t2xGpKeQderOZpE98OOhrN2q31e5eFTwfeGQN5F6MiG"
    "v+qLYayL/0zCU9G8n4CfNlDB2PRIt1LHZe4pBeAEy/PkAZh5KwSdkzRtniGCQhBxFmeY4+"
    "yROvrT9gsp37SowU+FxmPrty3W1VEhFa4HTJOQ2qp0py+UVVT//9/yq7MjY="
)
