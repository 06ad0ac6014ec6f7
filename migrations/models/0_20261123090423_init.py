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
    "dialogue" JSONB,
    "sound_design" JSONB,
    "duration_estimate" JSONB,
    "state" VARCHAR(32) NOT NULL,
    "is_complete" BOOL NOT NULL,
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
    "eJztfe1z4jjW77+i4svMVvFk0+lOOkvfulUOOGm2CWSBdE/vMOV2QAmegMxYJnT2ufu/X0"
    "l+t2VjEyDGOV/AlnRk+B1ZL+f1f2tzc4Jn9EjBljGe1hrof2tEn2N2Eaupo5q+WATlvMDW"
    "72aiqR60uaO2pY9tVnqvzyhmRRNMx5axsA2TsFKynM14oTlmDQ3yEBQtifHXEmu2+YDtKb"
    "ZYxe9/sGKDTPBPTL3bxaN2b+DZJPJTjQl/tijX7OeFKGsT+1I05E+708bmbDknQePFsz01"
    "id/aIDYvfcAEW7qNefe2teQ/n/869396/8j5pUET5yeGaCb4Xl/O7NDfvdOCspqmdXtDba"
    "AONa1WAKCxSTi47KdS8e8f+E/4n5N3Hz5+OH9/9uGcNRE/0y/5+F/n0QEwDqGApzus/VfU"
    "67butBAYB6A+YYvyn5RAtjnVLTm0IZIYvuyHx/H10MwC2CsIEA5G1T4gnus/tRkmDzZ/NU"
    "5OTzMA/ar0m5+V/q+s1d/4I032GjhvR9etOnHqOOoByvylKoCw27yC6L47Ps6BLmuViq6o"
    "i6LLnmhj59WOIvzPQa8rRzhEEkN5Yoxt9P/QzKCJueIA0M4Al4PBe55T+tcsjOmv18pvcb"
    "ibnd6FAMek9oMlehEdXDDo+QR9/xiaTXjBnT5+XOnWREvUmCdmWttk1fxkHi/Rif4ggOT/"
    "mP8/b8laGEPzERPpcubVZS9oC4MtRF6zdWtaTUELy3yw9PkvFK30Z2SQBqILrD9SdG9aiC"
    "1naI7nd9hCq6mJ5voEI8Ouo5VhTw3CLimiY5Nx5KgWY+V2e16/wv5es7E+15wlcmxhPrw1"
    "3a79UWjpvb1ttwqsvculMTniNJu8VeuX4Nr/uV+SMWcV0o2flB49GvaRMaFHBK/+b23/b5"
    "t4sd6f/S3+EgkEspfkEEcSoLdYjW3MccqsFqGMT2wu6ZF3cYDTW439wUmPzJ7dIZDBgGH7"
    "Wh0MleubyJzXUoYqrzkRpc+x0l/PYvOg3wn61h5+RvwW/bvXVeNc9dsN/13jv0lf2qZGzJ"
    "WmT0Kj1Sv1UIssYsvFZEOuRymB62XhuodRiO3urw+4Lr4L7Ay99hXcGp7n2Rmep28MzxP7"
    "QmdRLLItDChgV1hwVxgGXmyqtKlOp0XGdpRqOyP8dc/ukfF99iHH+D77kDq+eVUU5qkhO/"
    "SkA+y1r+Dk8e4sz7EyPtGHTpVncXDxz4XBhvgG63GUsoLr8eGuv8lt10yntrakG2284rRb"
    "YLU7PQGnt89pCz+xBWYTPkcpgctl5vIEz/Bmx6goJXC5zFz2BB13z1ox0VSCcJtSqvIyeK"
    "00KrR3D0SDeUENkQCcMgF5FN0ktJemhY0H8gU/C4Db7HfoZCw76Lvy7aHbzWFCGpQGs6Sl"
    "r3y5c3hAsf/uTMwCd2XQVFpqLWUu2AKwtxQf4mEoL7CJ6U8O7yspdJYTw1aJbT3XZCqdoL"
    "aeqdTh7TTsN1yr1vk2NdHEmKDVVLeRbbJvYzxF5t2feGzXhf6FkVNk82od8aGJ5vozWulE"
    "NJ+Z5iNaLtCMAWslVTtb772geoerdeqIFekWIwgVgq6nDLoeWG23unlh75JpFcQzTPMCQA"
    "9nt18Mz4LGQQFFBaWM2xfhutOyAKkAyjEygDo/1AUn2zARzA7/jclabN2YFdGvBRT716+F"
    "dg13S2NmG4Qe8ce+xo5hJ1q34iKvymooDtRiIM1OpCQWd9fCBo1OjUVNckAL1dazDmjzaL"
    "scZndLdij/hSLLnGFkEPeY9An9wAtzPP2BHixzRdnBChP3lDXFgkQcpCYmGk918iA3u9ti"
    "z5Jz2e+1pStOEGKfP15i6A4nMLC2g1kUrO2A6y+wtuPzvPyYpZLlPCEijiqBXdoyn7VqvW"
    "9dtd9A4mtElNZ1u9tA4mtErtXrC17pfI/I17b6jd873/HFMc8Z7f1JjjPa+5PUMxqvihnd"
    "8HU3yaFULy+//XpHr21x5XhXr91WHL1AEf62FOEgP96qRIPv1wvCGSIBOLOV395pCHS0WT"
    "ra0IBar/wGe4Kt2BO8jjylj8eY/emaRJjiVdWzJClWqNFaMcpwipFO6Apb6BEvbEf1TJAx"
    "wfOFaWMyfmblzw1WQJHJdv91RE1PLW3hxUx/RvxgwFXVeI70e/bWT5MilZ09RSpeCeu5Q1"
    "o89oSEsOV3UHqXRuQCm5aqKL2rCSifPxJYpitj3eZlFgxsqIQ9yRWt4SQjWsNJMlqDueCA"
    "FDQriBBVEOntq7sNsljahX3wolQAdA6g2TzCf28C5HQteEABWvCIoAW04CDJL70WvI/FqS"
    "Q19kykvp59fhMti8Sg6RHMpgfyiMx7dmKi7JD/Pwb5hXJNtEF4odsnEn3ST2hJ2QhhTbmb"
    "IjtxYYSJc7rioWRmmD1nbsyekwe5XT4ojwmz05zvUIX5csinFg5xpTjEgd78rcy7oDevMt"
    "fz6M2DybjA/BohAhkDhEh5jcMZRPHYZByXfH6SLEubBfCA2B0Hwl+I3fEWuAx6ITBmKRec"
    "YMwCxixlg7SkxiwCdYk41ONGuhjUY3s+GxYbE53YDYSfsPXM418/OPYjXNKo3LRd85E7PD"
    "PJA+UhFLgskj9Cbqzysu62nM0ChJUgrNz3tHOgYisQVr5FrucRVkJI7R3K0yj+K4nthfGQ"
    "6qHjElTGP+cfJyfv3388OX5/dn764ePH0/Nj31EnWZXlsXPRvuJOOxHkk148IsQsW28lUc"
    "yzUI+QAfabYQ8eVFUVOhWwJAnn8HKzBcneRZf28ksfz9LsFCW5iQ5sdUk7okZemyC+wwuB"
    "igaUqCJUEQOgF6IVNzuqCl67lFkI4ZtEZuEJ5dJlFp70L1fWMDaITSJSd3E7KooMIk0Blt"
    "IMZAwgY4DTJsgYgOvlkTHguTTwXbqQwSeonM3OyWkeIQNrlZEvNyFmKL8Mp7arxSmW1+gk"
    "V77ck4x8uScJD6yFTunKZJunouZnCcIKysx2kv95Zo71tNBDKRIcn2KPY/o/0/2M6vMcCJ"
    "+nJ/qLowuCGhDUgKAGBDUgqKmqoEaxbPY/xva1bi8tw5YnCIm3qWemCXFba/Nw8xzJQoQQ"
    "hsc08XpwPOQWlslTeiDTQnhhUJOnaKesfGLp93YdLRmzLGThJwOv6rwRW98f8USWL2T7Dw"
    "AJEkiQQJYAEiTgenkkSGDrvt2QPezXy4/X6yP7erRlFmbULtoXHbWBxNeIDFRl0Otq7ETc"
    "QMH1iPRuh512l7VzL1jLYa///aKn9FuspX89Ijf9Hhu+2o3S/NJAoZv4hiTPcX77cYAZp+"
    "ylZJ+dj6EB9R5lJ62+cjksuN9wiBpIfI1IX+WxmBvI+R6RTq/5RWV8c77LwRlnW7lJsuww"
    "IUhayrM0JXckLqtkCTXTV6cIEWRKiseIejKoNORZqglfmGR/FnzvdrWTg+jmrz9gD24icg"
    "UdBffJUSqYimLKP0eOVBDTKBUcP7J9Q120kgAX9mW8CXo6TGDXujNGR9Z6J1H37d4CtmrQ"
    "00FOBGuhjU6EZXIW5ec4fWzLrS+DynqWBH8caZbfDtO8F86d1Dat50+ILrD+yCqQTiaILk"
    "VebsqD22GLe3saNrp7RoZEUL+F/vLEwYu+HlE5Lw+OB5J7kNyXeh04UBkuSO7fItdBcg+i"
    "kUMXjThJaSXjMz0geYgEIpJHpqFtRCQHWdVbkFUJXrH/X3BpiJGBtOrQHAH2Zpi+E1cAfW"
    "boFEs0remLRYikHIsFf15lFos7y8D3RUa8T1A535eT47zphzLzDyXH/GKBdcuTDebFOUpV"
    "ObDP84F9ngX2uQRsR0jG5gy7UE6tGBnAnRNuLp59sMxlmjVUyhwSoaoc2O9yziTvMqeSd7"
    "K5ZGEZc9165liaknCgGQM8TrgR6iXb80Vhzzq2epB/TIX7YzL0FHvaZCOwJaQA9xq4QU8M"
    "euIyKTPz6InzeAdaroPWFvzefEVlP9RnhVgQk9POhMpCZhUIoO3JD04OXpYOPY5yDn26Zs"
    "VpcrjF6baIjOx3wp3TbBPpxOSq7TqiGBN0b5lzoSy/Nyxqy5zfNu1mG6p0nmeOmktrjDOb"
    "2LrFHqKB8h2U76WfpA5UDQvK97fIdVC+g/IdlO+vr08B5Tso30u9KoDyfU85SjkQCTjz+e"
    "B6tGVWxNculet253sDOd8j0u9dK91hu9lA3tWIXPbbarc1+Ny+Ye38a9a2/VXp9BmxezEi"
    "12p32Os7LYPrEVE6nbbSbaoN5F2NyOD2otdvtbvs5Wmg0M2IqF31mvUqvrj7dl/pXql97r"
    "ztXI1I83Yw7F03kPMdP0TnERXvwC1Yv8OFAmL6BJXTNp3lUTWdpeuZzhJKpvDPKgBxjKxy"
    "QO/KPoA9DRMqVVin7oojNPvbFp8eyLYYlEk7WJ4jssq8mEaIANL4jseX7RaANEIEkILK87"
    "VcY513ewvQRjwwKwpuZCLMkZtWvOSAbS5sIzNimfyOPZdvicY05A2eriMNOZ+vV4r2CPZD"
    "dYZDeH5CP0xrgq0fyFoS6mgz36GVwUbL0kYP+oLWxe9Gq6kxwwxgnU5loUJ30D9ECi3PIl"
    "oHlecbUn6ByvMtch1UnqDyBJUnqDxB5fnaM0jJVwVQee5ndRAHpwJLg99+o3WhZBBue2Ww"
    "DbtY0iufoIq6qnyqqixNVcIjajnnPmRFEA6RVA7jD/n0gR+y9IEfJPpAc2nPDCIZyC1zvJ"
    "xj502PzgoBRQxlR/DAY8UZmB55GV7okReqbzHTydEN+yB4cujxCfe24RmbFtbwzwVrIt/Z"
    "pzJKQpmTYTHKoya7VyMdAc+yeOb8yAKsCghycsgh8OS6A58c+JLJF5tBI19R8iVe2Pf63W"
    "511ILri6BpIP45Is1eX9XU32766mDQ7nW1vqq0vjeQtHhEBs1++2aofeu3h+3uVQNF73m9"
    "2lW1Tnsw1NSW3yZe5rW76feavP+gVVDCf9n1TUflBmLeVVwF8Eq2XuxwznVA94Y13ywVhK"
    "wDOG2W+bRJxwx6xrMlkXA79XQUo9qf7Oz4QE5IbMK0uMBlQ3jl1ABzQkRpzheOZGszoFPp"
    "AWqw9AMbqjKbomwrbISbJtaQxcorlFRakqX2ILc12dEixDz5QqgGvI8KDc2dRobw3mSJZV"
    "PoJU+3bArNKXlyKYhsB8gkyLApWunPIkgDN0CaLIVq7RP6QfFfP5CQj1PRivVJqC5qaR39"
    "mOnsEEDwiv4Qtc6ZPX7A2e2T8gSNCKnSo0YUfjiIoEFKvIiggS/fltT5Z2cILAFWVqWf4w"
    "7U3gasrN4i18HKCqyswMoKrKzAyuq1Z5CSrwpgZbUnN8sDMAza5TZq93kdwDRoL6EChHAi"
    "CfIQ/0xV2ZiVgThrnld/G2avuP403+l1r7zm8WU4oVqw9QeTuLuWvOM6RlYB4Pc1tp+LTd"
    "I+AUCcNxOJZWspMKfaQUVocppC+TRc/TDwiCuz89iNUaG+pPpMY4coo5BFYYwsrzlhiOyo"
    "KW6aXhfAp0yDNaxTBrBujQtwKUqU16DQJzoaiEvFIQf+ZPEHz01xEirGoBhVXivqgOpIda"
    "6BRzl4NNPJw1J/2NjuM0y/x8X/P9OCy3/t358b6D9THmSvgbCYXAsnbsqxDzhPT9mU3GQd"
    "mLltSxkqWrPX6ahNbslalAFhy9tYVw0UK4i2UFvRBmprRL71+p2W9rWtftMubtudluhFUj"
    "giHH6FEfW1a6WrXImGyTI2MG7ag15L1W46SrcrWsVLom0CK19ZadC22VeVaDuvJGIzfMWu"
    "+krCbDgoLmphLMqave5lu3/NEZSV5rNGVjodTZQOtMAwWVLotHT/Zbxtopgh9NtNr+9C41"
    "1u8mJu3855bswwW2Nknj/53s9IB/COwjsK7+i231HuL/ciXwRpB6CTKbNOhuK/kly+MB7S"
    "7eQdgsoYa//j5OT9+48nx+/Pzk8/fPx4en7sa5eTVVlq5ov2Fdc0RziZVD379nPFUI+QAf"
    "abYe/5BRf1WEjQVYYBW7OocJ132aS/McjpPQDcCVcn8CDbBazg2rQ3qLlF+RPW/jTvCqMs"
    "IwWAE2PZtZqWpRhNt7WJUoGpjcR1rOQOTmWzz8nl4eSnKN1WEuGqAgUJlzfDzd1TvhCy/E"
    "GEDhIk8DNcB5Ctz7A2163Hl6LEO7pm/VQVqSc2lfMp5WUwfXV6qSpIK9NiwDwZePUymL7x"
    "fr6ybtQZ9gwAqoLXLt18nblK4uTrT2LpLr7Ub5LHwZc3FmkFiJdk4BP6YVDNOzD+4KnZxW"
    "EGT9Dds3CtXegW4yVPL4CfeO52ViR01FK/3q0/oGAOeHCyBSfbcs8wB+puCU62b5HrEtUd"
    "ONmCky042YKTLTjZgkEHONnue3WAVAbb1F6DP+0+HOKIacukuekg+wSVg/gsH8RnWRCfSS"
    "Ae6zL32YwNji71m32l3Q1/XmV2NzoZT03JFJ3u++kT5I6Bz206HDJHRKj4XRzWhL533oiB"
    "J/JxFGFQlCqve25AdaSI6xu3A+BRFo8e8fO9xa61B8tcynTLqXySUObkVYzy6It7f+V3BD"
    "zLw7NNuLURn+5M3Zr4bLrgd8CldVxyfGcLsCggyMkf11N3YZnzhX10Le5uxA1wZ61UxNBn"
    "5sOySNSIMElODnkkR60QLTAmMxaBuSQT9jeo8VDk5YmT5d3chciOBvym5XcBfMp8gZaWsE"
    "/QMLWNudQDO/1NktHmfaXitEctt0QNdQa8q1SCqhu129rAC9clayD3wvMATbqfJj1PE86k"
    "IT/SL+r3y75yHe1IUhhqGeouWTYi170hz5AV7i9R5LcK9RUvGZFWW+n0rm6jv01SyP5n77"
    "bb0lrqoH0VfXJKRYwiDJC0PMi+1QrSb7HSrqq2BtrtDZebN1D4rpbrbdm1P2zIfib5jlyY"
    "5gzrJMWMJUoZe0HuGOmu3hC/ZL+z00Wv14nMThfteBC62+sLtf/rO4E/a2Q4eUPSvfSK6S"
    "+iVKDdhkxCkEmoRHac9Q0yCUkmhS1gWz0b/ji20amwaJamnRrc+mbvMqPbsE18huGtb4Mv"
    "2uWwvhU/DtlT3UYrnaK5PsHo3jLniJpzbE8Z5E7llFW6FiiIGmwQfUI/eChBrImcOFR/pm"
    "g1xURmgLuTZ0hscH9nQFjsNjyR8wtLxNBzzHDBRvfVVwlOCDa6b8VaE2x03yLXwUZ376cY"
    "d+0TgCQgzUh4ECWrYNqD7cs+ktuMPGM3TASjNwapv1nLO259ggqO2LMPeeyxPqRbY32Ij1"
    "h3C1wA34ACAM4B8MIyTC8IxSb6gjB9mQGvfW5ffW4g/jki12qrfXvdQM73iHR63xqIfZRD"
    "Qu0fHSXy6YxochGy/Xmu7N5Eec8B5cCj4i14VIDsHGTnZZLv5pGdv45814vXIZHuhkJ5pM"
    "t2n0KNcuZN53JUoi/o1LRF/ANHEvsLRZ6hSJ3nOOfKWN3CSCcTfmthQZqWIf3FfebKhS6V"
    "44ZEfH/wnOYgvn2NiaoO4ts3JMgD8e1b5DqIb0F8+4ovDYhvD230gvh2p9JFai6t8ea2yD"
    "51mcGuKe0GUtojcq10b5VOAznfI9JXbzpKk5vHele8bDDs9VVeJC647LH5hQsfm1/KIX1k"
    "6OFZkTfCJ6icg/lJXhf+LA/+OL535kQibE/3Lvfa79+7vEIuETysfLFlM6CAqCkJv2/TKo"
    "hmmAbwBH0D6BtA3wD6BtA3yPQNicDXEsWDLDh2ugYiCMmt4VD7tcqIHsGIawaQfmcubWRP"
    "MRJdOVbfulArPKPFjNt3GxIL8g3o1ysZQGEACoNSz0AHKjoGhcFb5DooDPZ+3oGYzBCTGW"
    "Iyw4n+sFaF5GYAYjLvRJ2cqkdery86BGVyTe0rDcQ+RuRK7V31lZvP3xvIv+RRWJptdfid"
    "h10RFyMyVJufu71O74oVBtdc33TVbnJ1E/sakebtYNi7biDnuxy6JNuwZ8WsAjyCMrNwQ2"
    "3Su5M82iTWKhVgURdPbkxsLEu0m45xiKRyGrt3OcNuv8uMu/1OFngbgsVvccsK0nCQhoM0"
    "PI80XGkz9O8NgW5CDB5U1rPk37rBo8j67XIY4XP5xS8UMaong01jdSR6rfPsguwX8JTO7N"
    "oyxpgKS3mK9RmeoEf8LLO+f1lnuczuA3FLVLwKFvYgMC/9JHWgolMQmL9FroPAHATmIDAH"
    "gTkIzF97Bin5qgAC8/2sDuI7AWdGPji3fQUlrOd5RH/n6XK/84TQzzuzFgE4TFNBkLevJR"
    "DigCII+wQVhHcnWoI7nWJtaRUCOUyzEc4lm22jMJ/mUhOcZigJTiUqgqW9WNraXBrTOp8K"
    "M9bFHhU0QzfYfxFdJqdpIP45Inxfpw2an9VrpYFCN25N7+KfanPo1jg3I3LT77EdBfeQ86"
    "7KobcMJJOS/Wha2psokTTfjbc00CO6wOOjmwjFjk8Oa35BZc4SXJLMf08BxgUUUq79ad7x"
    "bGyuKsRvuxd+SZ5dGU45gn7tEUv8IYf4Z4poI0pVhZUp64yn/jbMxt0/4nV63SuveZwZiQ"
    "ST2tQoZjQQpqkC5rGDQ55zQ/qxQZJiyPvBCYjXZRgKEUKCoQIJhjg/2YPHS8vCZCyZUVJl"
    "pRJKMNlIAmxh9reoTbUFtrS5QZay/FkZAmkpNQCdBNo2HzHZEGYpLYDsgJywlXkdi46L5e"
    "QBS70a3Zp6li3HXdBmrR3HN8fNkOvW0Fx/RmzLTybIYHtLNDeJPa0Le4sVb2U4WWx4C5u3"
    "4L6KM53ayCQYrQx7ymjG+myWtO/YxUNGZESUublkzEc8GuPtAE1MNjQt+glRjBHfFf/dQY"
    "IdafLaiVTDEEQ8iX98ODALENAKg1a4bEtCJPCRMTdsbUklI7SFx8Zcn8lRjdDFNZAO4ZHb"
    "weGtuxkIttRm+1rp/HpyXH93HNufe4emDwkZqT1lQ3pqst7YJmUsNV1P393IaKsU6X5rY5"
    "kdJKltLhZSQdi6I2iYco9nUG/RO9gjKBuUhjlh8OlWYTuGOG0FDd6qZMogtrAbrBURuhev"
    "FQfE4c0WC36UYA/cAOgYJUC9DuolESb4E40fwCRqr9RFOUm4vxX5+ECW45VukY3M2yKEYN"
    "1W/iWhOIvDdMDhsnG4JDLDf5p3NYnAkBfXs6SFf7oNcoU60+kjT2ktkqOwq4kbtowL55wg"
    "4g0hsWMjjEvqRJ1ho1/5IPi7PrH+fnx8/P5v8iho2+v6xe5gPAFLqEHUz0TSIJzgzquOug"
    "vKnxFN2C5vQ9khNrsFT0ZD0h9UDZEm+LaBl1O51gPwbXuLXJfsAsC3bbdajFcOBHE4u+UC"
    "mEZ3HnkxjVIBpjFbxdBOLS+iYRrAM2FhHexrc7/2YSJANKYPNs2ieIZIAM3Y+27jRRLKdP"
    "tYr331bGO3nxTKwrb1rJn3hYZqiAbGasyem/36ImPVa19B77ntD1bh1SPRh6SHCggoIFJA"
    "5FC3He8eEceq+HkhRAXzRwxT16gjt4Oz236Pzok2/mnvagjv2pnQoNr9zFwlEV5nh+NRgR"
    "9IESOckLg+pwY7TAK66zigkO5t23a7whNGimj6nBulglPG+o0bV3hiR2JQBOgYGSC9HukV"
    "mzxxoS1yQFGOLTJ/XmW2yNxAWsKN9CHvE1RvsG9/Nzc2n6RhITI3cwER7OUK7OWorcu8H3"
    "MmD/eI93hM+deteuvGMCkQRcWhaiDne0T6t91uu3vVQO7FiHxT2kNR4l7wPOLD/nenkXs1"
    "IoPbZlNVW7wr/3JELpV2hxc53yPSVLpNtSOK/MtaKV4t3bbxfFHEISREARv3+NtzrxuzpS"
    "VbmFPxDJMAoAkHMZPSQnAGBABm0llGGOgXOaYHFABncqnEC6pNTFIkWkCUCEBNgMo2GhI8"
    "L2emnoaoRxED856T7AzOo10BmuVl0ru96Kjopq8224O2e4zxDbVEZXR711eVTjzsr3S4Zs"
    "CbMlQBXSm6eME2avlnA789TASJxUpf0o0sPSOE4N1RHrvOpDkvwT9tzVqSDbgcIwU+l5nP"
    "E6xPZgbBGwWbj5BW0HC7SoxmL+TDBkwOkcGLXGb+rkzrERfVTEaIQDUZlxiNbapR/JdEvG"
    "08ZEiNQmQVCjb3j5OT9+8/nhy/Pzs//fDx4+n5sb+PTFZlbSgv2ld8Txl5U2TipfFjEbWN"
    "134rWpv1/np709nsJAI+g8IwC501fQo4bOY4bFJbf3iJquZhc1XNfiaPGoPnRumrPFS9uO"
    "CalE6HK1E6nRFhJQNex7+4duZGafe5boZ/j8i3fnvIasXXiLTYgthALXdZfH29CzHTtGwp"
    "xx1z74q1giq1DWeenSSFwJZlWgy9zXNCRHso8zty21Vuh5/V7rDdVERah1jBiFz2+hftVk"
    "vtNpB/OSK8z8vebZdR+JcjcqG0tDYrcr6d++Ztf9DrO2XOtVPeV/91y3aUToV7MyJtxpkO"
    "78K9cJ7Epq/Wd+dJ4pK9yb3uZafN01N4VyOiNIftr6r2z95FAwXXrLw/VC9ZgdbpNb/w/x"
    "grYE/tdNQrpaNd976y9zx8x+pa6vVNb6h2m9+16/bgWhk2P7M2ktIRGfZ6WrN3fdNRfxNJ"
    "NrwbNtuo/UF7wADV2B/tf9dC+KVWuTpjrdO+bg9dtbFzwxC8bV0xlg5uGKcYhKE79n8ZA9"
    "mfZJ8j8q/b3lDhimr2xfpjLHV64DCE79hvZxv83i3rzL0QGLM/yH5MuzNU+wLp0L3DRaU7"
    "+Ka63HWuRY6QrwyfPuPV5e3AzRUSKRkRNsy+Ku2OwlYqMea8Gzbz9vpfWMtOj4+N0A2bhR"
    "nrO20xE7tX7Dd+bndamqcxD9+xkdvpffPAC67ZP1X6HK0rMamHbvjoY3+sq3T48HOuyjHf"
    "O/PJHFOaumanuIjGCUs8F224BJwc51oDeLNUxJ1KGebCi0nAkDxgZdkPSajBkKiAIRHP9e"
    "5kVkoCn55pJEpVhbGeJf7ZRaYRC1NpEox0y9CA4kWWoYeD+05MQEUQV/Y7F1giHFsf/jWg"
    "hFmmmLmitVlAmCgliJ3LLHa+N4hBpxuxOUYKfC4znyEndVW5XJ6YjoprvywP7agE1s2ZER"
    "61kBl0zkiPDgESmVtYDw3EPXJsTNDdswjEKIznebJEym5Zq7n5hEUFa4x+FelX3D54/pW0"
    "oI+7eIok/uPvAgRHpedB8UciKGRojYWwiaUImwih1LaqvQ1egrxoBhQAJsRU2WNMFQjisf"
    "UBeyDOU7u32the0P7XtC8qG7jbGaRTkxZyxvfaV0H2GtMznJ7mUTOcnqZrGXhdaQVQBzR+"
    "D+LMGtElMQg3YXKYDqQSZeawubTH5nxjg5EQeYlnzprcXz2fr3vcq/2z0mXU2oXS/NJAoZ"
    "sRubkdar3LywZyL7itlmtHoDjWA45xgGMVUF7veLAjAjsisCMCOyKwIyrn/mM/dkRgyfJa"
    "liwL3ZDFfcpItu1TgEN1XLZSNMkk5JZMhRL01FU9EZZET33jyN0/Y30mlraEqjraoJ6lrf"
    "Zk+NOg7VqF9TeuGuZa4ZlObSRmAmSbSEduZ4jqz37OwDoSIVgmXMXMWiJHHktdbfKdhXV2"
    "K1dZ7/A565MWVkMjLZ7EPz6AKvoty/kh9NyWF3lzgTdLIB0hhCW+bEt8TCt+t0lUkjAdcL"
    "jMHOaG9UXmRL89TIiJA+TM3CwiV4QQXpcyvy6sK5tqS2IbkvQ0a4L4REmBz2XmM9/6beZP"
    "ESYEHpeZx6C9BO0laC9Bewnay3KuNbvTXpZEij14pjae31hmir9VpL6eJcOmoqW2CJquFW"
    "EryGntuDnpiMsO0VSnyMKuS9QnxHrBxEaWuaJojnWCzKWFzBVBPPdhUlq9nS7XC6Z/Dws6"
    "xxbWA40RKwNPqlKIr6N8KXQcjlBW0PCXHQX1SY/Mnt0hcCCbane0Zu6pl4vJhlyPUgLXy8"
    "J1yVHK/fWgqtpZOs4ng/InJ/DMsOwJSPYnmX23q1dl25LZqU4eZHFn0oP+hEjKkQ+yUinT"
    "wUDoLQjYBK/Y/y+4NMTIwKs25gaOJYnEM7zAsSyJeBWcwHcSlHvGpv1lQelLmKaCOJ/nQP"
    "k8FePzZLZaYksTYKfbiodIKoHvPizFSyLjuuUSyT4em1ZUFiOprmdJuJa8oWYFLXMFFeIW"
    "k77B5JMxwVYDrbhwaqVTpNNHPKk794aNxmza/cQ+l2ysTUQpfsIWusPcb5Ei894LAySPLL"
    "S7R+URiAVhUyzMGlNbm+p0WmPt0oRloor91D/x2E6vDUW3kNSKvxmvA/EbiN9KPfseqCAG"
    "xG9vkesgftv7ASu6KOZFNEoFh1YIBAdxtQ4mrhaE1oPQegc1BYQPX3kHbZimggN3++ZYQg"
    "xRBGGfoILw7iYFYlhYUQDoOF0F8d7+PMxDWy8lvj65EyK61HvMsXejdlvt7lVB0YtHxm1u"
    "xcWIODarwijYvYrH64oL9V5nytEJXclm9XTZeEBRBZvPfcdQcdJfFJl6Aooq4L3r8WyQxd"
    "LWbPMRkyJehnGyCmVw3p7/tQieVBzbBB2AKwsGNOZJcTYcvinUALQEaHbO0ZZUcjRs4bEx"
    "12dpGuGALC6sduiOXPrDgzgDv5babF8rnV9PjuvvjmPJv7z5+UNil+3GsSi0ygUksMytX+"
    "YmS5GanWjzItNEjAqmB4gk9nYMBUtin/JNBMmqSUxT3Jp6llXKKmiTw+HKWhLCWOoG5uJ2"
    "ImNMKdIJtwHBhFuGiDhfd1i3615CKq7hv9Mp/oWi8cwcP8rcrrbXcR5bE94LWHqUxtJjrw"
    "ksyi0z20kGiydsyZ0x0iEOkVQQ5e1vn+jMtItsnPz2oMyU7JnullRiIZ4KptccAjrFgVyY"
    "piwicLrTkE9QDpch/rzKuAxBIqH0cX+Ypm15DBq9vWZBlofIgN9l53dJToJdvHJwi50DRX"
    "k96xRIvBa5fBLuWQtu4i8cBbjJIPrVtJwCbpXJvQSwJXIOs0+DImJ6Df/2Cf0YLy1qWj94"
    "xQQTiuXOCDt4hjTJMXtqyLlAkEnSHFumacfacAeCwkfIC+MhXWMkO0RK9jDuIHzZ6XH3m8"
    "F/nJy8f//x5Pj92fnph48fT8+P/c1MsiprV3PRvuIbm8j77O10IPb0nqy1Iq9JXkAjRABp"
    "XG/kTCSF5oiApkrnxr1MFaGxjP8qhrpLAJBvDLnALIF5uvjJa19B2dP2reLuzIlEWpJ+xv"
    "fa7/+I/zpz8k4O86/kDnI4Krwi0YKC3XVeMEMkgGbct6aorAHEDCBmKBL002YjoCmiS9Vk"
    "MT9D1fXMkJ+8oTYOWuYSPiywdW9aczxBc/MJN4QieMrWLNN65uIBHobgGYmukTPC5fKFzb"
    "rJFdlTt1itOzl5oQZCZ0vQO5dF7wwygq0uPHN9PDVIoX1+iKSCW/3tq5kjc0vuMRsmglEb"
    "j1j+JA3llBGp/KlKgZx27rJlLq1xoTkhoKggwLuaEgoJV3wKADiPQ9uYbQoLTrlhGjifgu"
    "RkV1jCWR/O+rtNU83tQCkbBC1zvJzzjY/kxJ9sVM9MV+011ybh9nnMz/EDJ+QZonmyjU/h"
    "DB2YHSVEKTLJWGJUUJhaai4QOv/RqX5yeiYxFoDUHiWZJyG2IMyjEFuwylyX+GZBbMEdWw"
    "I5y14CzYwDvU9RwfPm9iUm4rsAvF77CoK7k4hNfJeXxDc9PI3XvhL47js6jbddupNYqKTP"
    "v1EqmILBpRxcyvfqUo7vpqb5WJP5lLtV9Uyn8lCj9cd6dpycTCzu7h3KuvkLFS4AFOkWRi"
    "Lhpm1KDvX5aUdkRH5QjIn205j8EJ7lzq24404EjGAx08fsighzgJn54CUycFwO3HLTmmDh"
    "ijA253NGtZ2cnzErgeiJAyQHIDko/eJ2oGdIkBy8Ra6D5GD/Zr6QFJT/AkgKCklB4WB2MK"
    "tCcjMASUEhZ81hYAqi5CAFaB5J8nm6IPk8IUdeWoUyK7jNKwjtyfFxHnB5s/SoZaJSYpnr"
    "dlZgixMje9E253Bmhd1ELML6jG1KKB5bMhPTdJ1JgrASw37fyhNzxiHckAVS4ipEQn4dLn"
    "AEtSWxDcmkn721l9HDBr/MG3yDaphwmGURfExzhnWSIluPEMaYfMcodzXpeRL3/TL2otfr"
    "RHh60Y6/T7fXF2r/13exQO+SKNkGFbhpFtZpWqjS9Sl+JN2UeMqrDdhYbn5WW1rv8rKBwn"
    "debh+tpXbaX9V+Wx14aX5CRU6rdvdKu+z1tZby3W0ULhmRK/aaNNCV+7K8vkOFp4STvFyZ"
    "QVgCKojEInsbcwa/wXLBxVrs9w39jmOs7hl3no5CJFTRLLbqJNBPhT5BVxkGbE0MziFiz9"
    "OoQWSehtm7swQxbM3KvDXjSQA0950oLmVPUgO3y8btcplAKW7a6XRLKCVITL3WIEoLZbHO"
    "F+3ETROK7k0L6Yj1a/DAJA204tZOY/aDEP+7dcSqRdGKWzutLJM8yMOevLC/PFZOXqd+uB"
    "PnL4P9Uinsl8CmYdumuOHBXkAXGCYDWBN+zf48mXOfHKKo0ulwa5tk8BSvzA6pHGn7ysbV"
    "bb8wabnG04UkaenFIQ1ig1vy0QV7guR8nq7CCtOUWIxbWs0VtixZgPGM0FYeQRXQjoqxT3"
    "PZKJxmmCicJi0UwN6vqmtsuaQQLfe4UEsXQ/hN6nnkEJNw61yCCGFVI8QGJrtz+/kk/KGM"
    "CSufzcwVRfeWOXccplZmHVHT8coybJ6IZa5PcEpslm0/QPh6uScCkQSGU9xjVsXdtlZTk4"
    "d35Z5hE8po6+gH+yWY/mDNTIqdLsfmUviNcR5S9GA88eyky0VuKYiHNMSBef1zJXhzvR2/"
    "HvDmeotcB28usNevAKbRTUNeTKNUMFBTzcgLHYUjVJUwX36dPETp4p2UPESHCe6+ZTsiNY"
    "V8QK83k/SJ9wd97Ubtttrdq4LnA4+sgdyLEXHNH9VWA/mXnrmkZyMZP2G+jqHjgWixDsXO"
    "SxzSC4Dptwco41ASNil7xigbHIMk5CDCLM/RJ3nitfVHTDZzX4mRAp/LzGdXrrupSiJCC5"
    "wuOadB9VRJLr+q6um//x/Rr4Mn"
)
