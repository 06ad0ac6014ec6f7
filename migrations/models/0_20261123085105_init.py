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
    "pzJKQpmTYTHKoya7VyMdAc+yeMZj9G9sXOQT73EOa7c6asF5TNA0EP8ckWavr2rqbzd9dT"
    "Bo97paX1Va3xtIWjwig2a/fTPUvvXbw3b3qoGi97xe7apapz0YamrLbxMv89rd9HtN3n/Q"
    "Kijhv+z6pqNyQyTvKi5qfiWbInYI5LqGe8Oab5ZyQNYBnGrKfKqhYwY949mSSLiduguPUe"
    "1PRnN8IDtxNmFa/GC/IbxyaoA5IQoz5wtHgrIZ0Kn0ADVYlIGtTplNHrYVnsBNR2rIYrIV"
    "Sl4syYZ6kNua7KgEYp58IVQD3keFhuZOIxB4b7LEgib0kqdb0ITmlDwx+0VUfWQSZNgUrf"
    "RnEQyAG7pMlkKF8wn9oPivH0jIYaloxfokVBe1tI5+zHR2CCB4RX+IWuf0Hj/g7PZJeYIT"
    "hFS2UWW9H3YgaJASlyBo4MtRJXX+2RkCGIA1T+nnuAO16wBrnrfIdbDmAWsesOYBax6w5n"
    "ntGaTkqwJY8+zJne8ADFB2uY3aff4AMEHZi0u6EE4kQR7in6kqG7MyEGfN8+pvw+wV15/m"
    "O73uldc8vgwnVAu2/mASd9eSd1zHyCoA/L7G9nOxSdonAIjzZrywbC0F5lTTqAhNTqMon4"
    "arHwYecWV2HrsxXtOXVJ9p7BBlFLJci5HlNVsLkR01xU3T6wL4lGmwhnXKANatcQEuRYly"
    "8iggOhqIS8UhB/5k8QfPTXESKsagGFVea92A6kh1roFHOXg008nDUn/Y2O4zTL/Hxf8/04"
    "LLf+3fnxvoP1MezK2BsJhcCycIyrEPOE9PDZTcZB2YuW1LGSpas9fpqE1uyVqUAWHL21hX"
    "DRQriLZQW9EGamtEvvX6nZb2ta1+0y5u252W6EVSOCIcfoUR9bVrpatciYbJMjYwbtqDXk"
    "vVbjpKtytaxUuibQIrX1lp0LbZV5VoO68kYjN8xa76SsJsOCguamEsypq97mW7f80RlJXm"
    "s0ZWOh1NlA60wDBZUui0dP9lvG2imCH0202v70LjXW7yYm7fznluzDBbY2QeJvnez0gH8I"
    "7COwrv6LbfUe6X9SJfBGkHoJMps06G4r+SXL4wHtLt5B2Cyhhr/+Pk5P37jyfH78/OTz98"
    "/Hh6fuxrl5NVWWrmi/YV1zRHOJlUPfv2c8VQj5AB9pth7/mfFvVYSNBVhgFbs6hwnUTZpL"
    "8xyOk9ANwJVyfwINsFrODatDeouUX5E9b+NO8KoywjBYATY9m1mpalsky3tYlSgamNxHWs"
    "5A5OZbPPyeXh5KfC3Fay2qoCBYl9N8PN3VO+ELL8wWoOEiTwM1wHkK3PsDbXrceXosQ7um"
    "b9VBWpJzaV8ynlZTB9dXqpKkgr02LAPBl49TKYvvF+vrJu1Bn2DACqgtcu3XyduUri5OtP"
    "YukuvtRvksfBlzcW4euJF8z+E/phUM07MP7gKcDFYQZP0N2zcK1d6BbjJQ9jj594jnBWJH"
    "TUUr/erT+gYK5xcLIFJ9tyzzAH6m4JTrZvkesS1R042YKTLTjZgpMtONmCQQc42e57dYCQ"
    "+dvUXoM/7T4c4ohpy6S56SD7BJWD+CwfxGdZEJ9JIB7rMvfZjA2OLvWbfaXdDX9eZXY3Oh"
    "lPTckUne776RPkdVkTNh0OmSMiVPwuDmtC3zdvHvHzvcWuJbNRKnsiNDk55NFod6ZuTY6+"
    "uLcX/A64tI5Ljo9fARYFBDn543oULixzvrCPrsXdjbgB7qw9vRn6zHxYFvFuD5Pk5JBHct"
    "QK0QJjMn2mzSWZsL9BjYciL0+cLO8iFCI7GvCblt8F8CnzBVpaQo+qYWobc6mnaPqbJKPN"
    "+0rFaY9aboka6gx4V6lEOjdqt7WBt6BL1kDuheeplnSTS3rIJZzeQv5uX9Tvl33lOtqRpD"
    "DUMtRdsmxErntDnskn3F+iyG8V6iteMiKtttLpXd1Gf5ukkP3P3m23pbXUQfsq+uSUihhF"
    "GCBpeZAlqBWkCWKlXVVtDbTbGy7fa6DwXW2Ds+j2/fZCev7kO3JhmjOskxR1e5Qy9oLcMd"
    "JdvSF+yX5np4terxOZnS7a8WBZt9cXav/XdwJ/1shw8hukexMVk7NGqUALBxlPIONJiezN"
    "6htkPJFMClvAtnq2xnFso1Nh0WwyOzUM9M1zZcaBYdvdDANB31ZYtMthJSh+HLKnuo1WOk"
    "VzfYLRvWXOETXn2J4yyJ3KKat0NeWIGmwQfUI/eMgzrIncHVR/pmg1xURmKLiTZ0hsBX9n"
    "QFjsNjyR8wtLxPpyzAXBlvDVV4k6AlvCt2NVBraEb5HrYEu491OMu/YJQBKQZgRmj5JVMD"
    "z79mUfyW1GnrEbJoLRG4PU36zlHbc+QQVH7NmHPHYjH9KtRj7ER6y7BS6Ab0ABAOcAeGEZ"
    "pucsv4m+IExfZsBrn9tXnxuIf47Itdpq3143kPM9Ip3etwZiH+WQUPtHR4l8OiPqVYRsfx"
    "b2uzel3HPgK7D8fguW3yA7B9l5meS7L8sWvkv5rhdXQCLdDYUcSJftPoUa5czvzOWoRF/Q"
    "qWkLP21HEvsLRZ6hSJ3nYubKWN3CSCcTfmthQZqWyfnFfebK2SyV44ZEfH/w3Msgvn2Nia"
    "oO4ts3JMgD8e1b5DqIb0F8+4ovDYhvD230gvh2p9JFai6t8ea2yD51mcGuKe0GUtojcq10"
    "b5VOAznfI9JXbzpKk5vHele8bDDs9VVeJC647LH5hQsfm1/KIX1k6OFZkTfCJ6icI+xJXl"
    "fjLE/jOL535kQibE/3gvXa798LtkIuETz8dbFlM6CA6A6JYOSmVRDNMA3gCfoG0DeAvgH0"
    "DaBvkOkbEgF6JYoHWRDfdA1EEDpYw6H2a5URPYIR1wwg/c5c2sieYiS6cqy+daFWeEaLGb"
    "fvNiQW5BvQr1cygMIAFAalnoEOVHQMCoO3yHVQGOz9vAOxYyF2LMSOhRP9Ya0Kyc0AxI7d"
    "iTo5VY+8Xl90CMrkmtpXGoh9jMiV2rvqKzefvzeQf8mjsDTb6vA7D7siLkZkqDY/d3ud3h"
    "UrDK65vumq3eTqJvY1Is3bwbB33UDOdzl0SbZhz4pZBXgEZWbhhtqkdyd5tEmsVSrAoi6e"
    "hJXYWJYQNB3jEEnlNHbvcoYHfpcZH/idLEAwBLXe4pYVpOEgDQdpeB5puNJm6N8bAt2EGD"
    "yorGfJv3WDR5H12+Uwwufyi18oYlRPBpvG6kj0WudZ0Ngv4Kln2bVljDEVlvIU6zM8QY/4"
    "WWZ9/7LOcpndB+KWqHgVLOxBYF76SepARacgMH+LXAeBOQjMQWAOAnMQmL/2DFLyVQEE5v"
    "tZHcR3As6MvFVu+wpKWM/ziP7O0+V+5wmhn3dmLQJwmKaCIG9fSyDEAUUQ9gkqCO9OtAR3"
    "OsXa0ioEcphmI5xLNttGYT7NpSY4zVASnEpUBEt7sbS1uTSmdT4VZqyLPSpohm6w/yK6TE"
    "7TQPxzRPi+Ths0P6vXSgOFbtya3sU/1ebQrXFuRuSm32M7Cu4h512VQ28ZSCYl+9G0tDdR"
    "Imm+G29poEd0gcdHNxGKHZ8c1vyCypwluCSZ/54CjAsopFz707zj2dhcVYjfdi/8kjy7Mp"
    "xyBP3aI5b4Qw7xzxTRRpSqCitT1hlP/W2Yjbt/xOv0ulde8zgzEgkmtalRzGggTFMFzGMH"
    "hzznhvRjgyTFkPeDExCvyzAUIoQEQwUSDHF+sgePl5aFyVgyo6TKSiWUYLKRBNjC7G9Rm2"
    "oLbGlzgyxl+bMyBNJSagA6CbRtPmKyIcxSWgDZATlhK/M6Fh0Xy8kDlno1ujX1LFuOu6DN"
    "WjuOb46bIdetobn+jNiWn0yQwfaWaG4Se1oX9hYr3spwstjwFjZvwX0VZzq1kUkwWhn2lN"
    "GM9dksad+xi4eMyIgoc3PJmI94NMbbAZqYbGha9BOiGCO+K/67gwQ70uS1E6mGIYh4Ev/4"
    "cGAWIKAVBq1w2ZaESOAjY27Y2pJKRmgLj425PpOjGqGLayAdwiO3g8NbdzMQbKnN9rXS+f"
    "XkuP7uOLY/9w5NHxIyUnvKhvTUZL2xTcpYarqevruR0VYp0v3WxjI7SFLbXCykgrB1R9Aw"
    "5R7PoN6id7BHUDYoDXPC4NOtwnYMcdoKGrxVyZRBbGE3WCsidC9eKw6Iw5stFvwowR64Ad"
    "AxSoB6HdRLIkzwJxo/gEnUXqmLcpJwfyvy8YEsxyvdIhuZt0UIwbqt/EtCcRaH6YDDZeNw"
    "SWSG/zTvahKBIS+uZ0kL/3Qb5Ap1ptNHntJaJEdhVxM3bBkXzjlBxBtCYsdGGJfUiTrDRr"
    "/yQfB3fWL9/fj4+P3f5FHQttf1i93BeAKWUIOon4mkQTjBnVcddReUPyOasF3ehrJDbHYL"
    "noyGpD+oGiJN8G0DL6dyrQfg2/YWuS7ZBYBv2261GK8cCOJwdssFMI3uPPJiGqUCTGO2iq"
    "GdWl5EwzSAZ8LCOtjX5n7tw0SAaEwfbJpF8QyRAJqx993GiySU6faxXvvq2cZuPymUhW3r"
    "WTPvCw3VEA2M1Zg9N/v1Rcaq176C3nPbH6zCq0eiD0kPFRBQQKSAyKFuO949Io5V8fNCiA"
    "rmjximrlFHbgdnt/0enRNt/NPe1RDetTOhQbX7mblKIrzODsejAj+QIkY4IXF9Tg12mAR0"
    "13FAId3btu12hSeMFNH0OTdKBaeM9Rs3rvDEjsSgCNAxMkB6PdIrNnniQlvkgKIcW2T+vM"
    "pskbmBtIQb6UPeJ6jeYN/+bm5sPknDQmRu5gIi2MsV2MtRW5d5P+ZMHu4R7/GY8q9b9daN"
    "YVIgiopD1UDO94j0b7vddveqgdyLEfmmtIeixL3gecSH/e9OI/dqRAa3zaaqtnhX/uWIXC"
    "rtDi9yvkekqXSbakcU+Ze1Urxaum3j+aKIQ0iIAjbu8bfnXjdmS0u2MKfiGSYBQBMOYial"
    "heAMCADMpLOMMNAvckwPKADO5FKJF1SbmKRItIAoEYCaAJVtNCR4Xs5MPQ1RjyIG5j0n2R"
    "mcR7sCNMvLpHd70VHRTV9ttgdt9xjjG2qJyuj2rq8qnXjYX+lwzYA3ZagCulJ08YJt1PLP"
    "Bn57mAgSi5W+pBtZekYIwbujPHadSXNegn/amrUkG3A5Rgp8LjOfJ1ifzAyCNwo2HyGtoO"
    "F2lRjNXsiHDZgcIoMXucz8XZnWIy6qmYwQgWoyLjEa21Sj+C+JeNt4yJAahcgqFGzuHycn"
    "799/PDl+f3Z++uHjx9PzY38fmazK2lBetK/4njLypsjES+PHImobr/1WtDbr/fX2prPZSQ"
    "R8BoVhFjpr+hRw2Mxx2KS2/vASVc3D5qqa/UweNQbPjdJXeah6ccE1KZ0OV6J0OiPCSga8"
    "jn9x7cyN0u5z3Qz/HpFv/faQ1YqvEWmxBbGBWu6y+Pp6F2KmadlSjjvm3hVrBVVqG848O0"
    "kKgS3LtBh6m+eEiPZQ5nfktqvcDj+r3WG7qYi0DrGCEbns9S/arZbabSD/ckR4n5e92y6j"
    "8C9H5EJpaW1W5Hw7983b/qDXd8qca6e8r/7rlu0onQr3ZkTajDMd3oV74TyJTV+t786TxC"
    "V7k3vdy06bp6fwrkZEaQ7bX1Xtn72LBgquWXl/qF6yAq3Ta37h/zFWwJ7a6ahXSke77n1l"
    "73n4jtW11Oub3lDtNr9r1+3BtTJsfmZtJKUjMuz1tGbv+qaj/iaSbHg3bLZR+4P2gAGqsT"
    "/a/66F8EutcnXGWqd93R66amPnhiF427piLB3cME4xCEN37P8yBrI/yT5H5F+3vaHCFdXs"
    "i/XHWOr0wGEI37Hfzjb4vVvWmXshMGZ/kP2Ydmeo9gXSoXuHi0p38E11uetcixwhXxk+fc"
    "ary9uBmyskUjIibJh9Vdodha1UYsx5N2zm7fW/sJadHh8boRs2CzPWd9piJnav2G/83O60"
    "NE9jHr5jI7fT++aBF1yzf6r0OVpXYlIP3fDRx/5YV+nw4edclWO+d+aTOaY0dc1OcRGNE5"
    "Z4LtpwCTg5zrUG8GapiDuVMsyFF5OAIXnAyrIfklCDIVEBQyKe693JrJQEPj3TSJSqCmM9"
    "S/yzi0wjFqbSJBjplqEBxYssQw8H952YgIogrux3LrBEOLY+/GtACbNMMXNFa7OAMFFKED"
    "uXWex8bxCDTjdic4wU+FxmPkNO6qpyuTwxHRXXflke2lEJrJszIzxqITPonJEeHQIkMrew"
    "HhqIe+TYmKC7ZxGIURjP82SJlN2yVnPzCYsK1hj9KtKvuH3w/CtpQR938RRJ/MffBQiOSs"
    "+D4o9EUMjQGgthE0sRNhFCqW1Vexu8BHnRDCgATIipsseYKhDEY+sD9kCcp3ZvtbG9oP2v"
    "aV9UNnC3M0inJi3kjO+1r4LsNaZnOD3No2Y4PU3XMvC60gqgDmj8HsSZNaJLYhBuwuQwHU"
    "glysxhc2mPzfnGBiMh8hLPnDW5v3o+X/e4V/tnpcuotQul+aWBQjcjcnM71HqXlw3kXnBb"
    "LdeOQHGsBxzjAMcqoLze8WBHBHZEYEcEdkRgR1TO/cd+7IjAkuW1LFkWuiGL+5SRbNunAI"
    "fquGylaJJJyC2ZCiXoqat6IiyJnvrGkbt/xvpMLG0JVXW0QT1LW+3J8KdB27UK629cNcy1"
    "wjOd2kjMBMg2kY7czhDVn/2cgXUkQrBMuIqZtUSOPJa62uQ7C+vsVq6y3uFz1ictrIZGWj"
    "yJf3wAVfRblvND6LktL/LmAm+WQDpCCEt82Zb4mFb8bpOoJGE64HCZOcwN64vMiX57mBAT"
    "B8iZuVlErgghvC5lfl1YVzbVlsQ2JOlp1gTxiZICn8vMZ77128yfIkwIPC4zj0F7CdpL0F"
    "6C9hK0l+Vca3anvSyJFHvwTG08v7HMFH+rSH09S4ZNRUttETRdK8JWkNPacXPSEZcdoqlO"
    "kYVdl6hPiPWCiY0sc0XRHOsEmUsLmSuCeO7DpLR6O12uF0z/HhZ0ji2sBxojVgaeVKUQX0"
    "f5Uug4HKGsoOEvOwrqkx6ZPbtD4EA21e5ozdxTLxeTDbkepQSul4XrkqOU++tBVbWzdJxP"
    "BuVPTuCZYdkTkOxPMvtuV6/KtiWzU508yOLOpAf9CZGUIx9kpVKmg4HQWxCwCV6x/19waY"
    "iRgVdtzA0cSxKJZ3iBY1kS8So4ge8kKPeMTfvLgtKXME0FcT7PgfJ5KsbnyWy1xJYmwE63"
    "FQ+RVALffViKl0TGdcslkn08Nq2oLEZSXc+ScC15Q80KWuYKKsQtJn2DySdjgq0GWnHh1E"
    "qnSKePeFJ37g0bjdm0+4l9LtlYm4hS/IQtdIe53yJF5r0XBkgeWWh3j8ojEAvCpliYNaa2"
    "NtXptMbapQnLRBX7qX/isZ1eG4puIakVfzNeB+I3EL+VevY9UEEMiN/eItdB/Lb3A1Z0Uc"
    "yLaJQKDq0QCA7iah1MXC0IrQeh9Q5qCggfvvIO2jBNBQfu9s2xhBiiCMI+QQXh3U0KxLCw"
    "ogDQcboK4r39eZiHtl5KfH1yJ0R0qfeYY+9G7bba3auCohePjNvciosRcWxWhVGwexWP1x"
    "UX6r3OlKMTupLN6umy8YCiCjaf+46h4qS/KDL1BBRVwHvX49kgi6Wt2eYjJkW8DONkFcrg"
    "vD3/axE8qTi2CToAVxYMaMyT4mw4fFOoAWgJ0Oycoy2p5GjYwmNjrs/SNMIBWVxY7dAduf"
    "SHB3EGfi212b5WOr+eHNffHceSf3nz84fELtuNY1FolQtIYJlbv8xNliI1O9HmRaaJGBVM"
    "DxBJ7O0YCpbEPuWbCJJVk5imuDX1LKuUVdAmh8OVtSSEsdQNzMXtRMaYUqQTbgOCCbcMEX"
    "G+7rBu172EVFzDf6dT/AtF45k5fpS5XW2v4zy2JrwXsPQojaXHXhNYlFtmtpMMFk/Ykjtj"
    "pEMcIqkgytvfPtGZaRfZOPntQZkp2TPdLanEQjwVTK85BHSKA7kwTVlE4HSnIZ+gHC5D/H"
    "mVcRmCRELp4/4wTdvyGDR6e82CLA+RAb/Lzu+SnAS7eOXgFjsHivJ61imQeC1y+STcsxbc"
    "xF84CnCTQfSraTkF3CqTewlgS+QcZp8GRcT0Gv7tE/oxXlrUtH7wigkmFMudEXbwDGmSY/"
    "bUkHOBIJOkObZM04614Q4EhY+QF8ZDusZIdoiU7GHcQfiy0+PuN4P/ODl5//7jyfH7s/PT"
    "Dx8/np4f+5uZZFXWruaifcU3NpH32dvpQOzpPVlrRV6TvIBGiADSuN7ImUgKzREBTZXOjX"
    "uZKkJjGf9VDHWXACDfGHKBWQLzdPGT176CsqftW8XdmROJtCT9jO+13/8R/3Xm5J0c5l/J"
    "HeRwVHhFogUFu+u8YIZIAM24b01RWQOIGUDMUCTop81GQFNEl6rJYn6GquuZIT95Q20ctM"
    "wlfFhg69605niC5uYTbghF8JStWab1zMUDPAzBMxJdI2eEy+ULm3WTK7KnbrFad3LyQg2E"
    "zpagdy6L3hlkBFtdeOb6eGqQQvv8EEkFt/rbVzNH5pbcYzZMBKM2HrH8SRrKKSNS+VOVAj"
    "nt3GXLXFrjQnNCQFFBgHc1JRQSrvgUAHAeh7Yx2xQWnHLDNHA+BcnJrrCEsz6c9Xebpprb"
    "gVI2CFrmeDnnGx/JiT/ZqJ6Zrtprrk3C7fOYn+MHTsgzRPNkG5/CGTowO0qIUmSSscSooD"
    "C11FwgdP6jU/3k9ExiLACpPUoyT0JsQZhHIbZglbku8c2C2II7tgRylr0EmhkHep+igufN"
    "7UtMxHcBeL32FQR3JxGb+C4viW96eBqvfSXw3Xd0Gm+7dCexUEmff6NUMAWDSzm4lO/VpR"
    "zfTU3zsSbzKXer6plO5aFG64/17Dg5mVjc3TuUdfMXKlwAKNItjETCTduUHOrz047IiPyg"
    "GBPtpzH5ITzLnVtxx50IGMFipo/ZFRHmADPzwUtk4LgcuOWmNcHCFWFszueMajs5P2NWAt"
    "ETB0gOQHJQ+sXtQM+QIDl4i1wHycH+zXwhKSj/BZAUFJKCwsHsYFaF5GYAkoJCzprDwBRE"
    "yUEK0DyS5PN0QfJ5Qo68tAplVnCbVxDak+PjPODyZulRy0SlxDLX7azAFidG9qJtzuHMCr"
    "uJWIT1GduUUDy2ZCam6TqTBGElhv2+lSfmjEO4IQukxFWIhPw6XOAIaktiG5JJP3trL6OH"
    "DX6ZN/gG1TDhMMsi+JjmDOskRbYeIYwx+Y5R7mrS8yTu+2XsRa/XifD0oh1/n26vL9T+r+"
    "9igd4lUbINKnDTLKzTtFCl61P8SLop8ZRXG7Cx3PystrTe5WUDhe+83D5aS+20v6r9tjrw"
    "0vyEipxW7e6Vdtnray3lu9soXDIiV+w1aaAr92V5fYcKTwknebkyg7AEVBCJRfY25gx+g+"
    "WCi7XY7xv6HcdY3TPuPB2FSKiiWWzVSaCfCn2CrjIM2JoYnEPEnqdRg8g8DbN3Zwli2JqV"
    "eWvGkwBo7jtRXMqepAZul43b5TKBUty00+mWUEqQmHqtQZQWymKdL9qJmyYU3ZsW0hHr1+"
    "CBSRpoxa2dxuwHIf5364hVi6IVt3ZaWSZ5kIc9eWF/eaycvE79cCfOXwb7pVLYL4FNw7ZN"
    "ccODvYAuMEwGsCb8mv15Muc+OURRpdPh1jbJ4ClemR1SOdL2lY2r235h0nKNpwtJ0tKLQx"
    "rEBrfkowv2BMn5PF2FFaYpsRi3tJorbFmyAOMZoa08giqgHRVjn+ayUTjNMFE4TVoogL1f"
    "VdfYckkhWu5xoZYuhvCb1PPIISbh1rkEEcKqRogNTHbn9vNJ+EMZE1Y+m5kriu4tc+44TK"
    "3MOqKm45Vl2DwRy1yf4JTYLNt+gPD1ck8EIgkMp7jHrIq7ba2mJg/vyj3DJpTR1tEP9ksw"
    "/cGamRQ7XY7NpfAb4zyk6MF44tlJl4vcUhAPaYgD8/rnSvDmejt+PeDN9Ra5Dt5cYK9fAU"
    "yjm4a8mEapYKCmmpEXOgpHqCphvvw6eYjSxTspeYgOE9x9y3ZEagr5gF5vJukT7w/62o3a"
    "bbW7VwXPBx5ZA7kXI+KaP6qtBvIvPXNJz0YyfsJ8HUPHA9FiHYqdlzikFwDTbw9QxqEkbF"
    "L2jFE2OAZJyEGEWZ6jT/LEa+uPmGzmvhIjBT6Xmc+uXHdTlUSEFjhdck6D6qmSXH5V1dN/"
    "/z/0FuV5"
)
