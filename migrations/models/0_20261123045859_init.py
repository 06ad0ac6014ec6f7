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
    "prompt_versions" JSONB NOT NULL,
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
    "eJztXW1z4ji2/isqvkxvFZtNp5N0lr51qxxw0mwTyBLSPb3DlNsBJXgCMmOZ0Nm9+9+vJL"
    "/bsrEJEOOcL8HIOjJ5jizpvP+nNjPHeEoPFGwZo0mtgf5TI/oMs4vYnTqq6fN50M4bbP1u"
    "KrrqQZ87alv6yGat9/qUYtY0xnRkGXPbMAlrJYvplDeaI9bRIA9B04IYfy6wZpsP2J5gi9"
    "347XfWbJAx/omp93X+qN0beDqO/FRjzJ8t2jX7eS7a2sS+EB350+60kTldzEjQef5sT0zi"
    "9zaIzVsfMMGWbmM+vG0t+M/nv879P73/yPmlQRfnJ4ZoxvheX0zt0L97pwVtNU3r9gbajT"
    "rQtFoBgEYm4eCyn0rFf//Af8Jfj94ffzw++3B6fMa6iJ/pt3z8r/PoABiHUMDTHdT+K+7r"
    "tu70EBgHoD5hi/KflEC2OdEtObQhkhi+7IfH8fXQzALYawgQDmbVLiCe6T+1KSYPNn81jk"
    "5OMgD9qvSbn5X+O9brL/yRJnsNnLej6946cu5x1AOU+UtVAGG3ewXRfX94mANd1isVXXEv"
    "ii57oo2dVzuK8D9uel05wiGSGMpjY2Sj/0NTgybWij1AOwNcDgYfeUbpn9Mwpu+ulF/jcD"
    "c7vXMBjkntB0uMIgY4Z9DzBfr+MbSa8IY7ffS41K2xlrhjHplpfZO3ZkezeItO9AcBJP+P"
    "+f/nbVlzY2A+YiLdzrx72Rva3GAbkddt1Z5WU9DcMh8sffYLRUv9GRmkgegc648U3ZsWYt"
    "sZmuHZHbbQcmKimT7GyLDraGnYE4OwS4royGQcOajFWLnZkVfvsL/VbKzPNGeLHFmYT29N"
    "t2u/F9p6b2/brQJ772JhjA84zTpv1eotuPY/9wsy4qxCuvGT0oNHwz4wxvSA4OX/1nb/to"
    "kX68PpX+IvkUAge0sOcSQBeovdsY0ZTlnVIpTxhc0lPfAu9nB5q7F/cNwj02d3CmQwYNC+"
    "Um8GytV1ZM1rKQOV3zkSrc+x1nensXXQHwR9aw8+I/4V/avXVeNc9fsN/lXjv0lf2KZGzK"
    "Wmj0Oz1Wv1UItsYov5eE2uRymB62XhuodRiO3urw+4Lj4LnAy9/hU8Gp7lORmepR8MzxLn"
    "QmdTLHIsDCjgVFjwVBgGXhyqtIlOJ0XmdpRqMzP8dWX3yPw+Pc4xv0+PU+c3vxWFeWLIhJ"
    "50gL3+FVw83p/mESvjC31IqjyNg4t/zg02xdfYj6OUFdyP93f/TR67pjq1tQVd6+AVp90A"
    "q93lCTi9eU5b+IltMOvwOUoJXC4zl8d4itcTo6KUwOUyc9lTdNw9a8VUUwnCTWqpysvgld"
    "qo0Nk9UA3mBTVEAnDKFORRdJPQXpgWNh7IF/wsAG6z36GTkUzQd/XbA3eY/YQ0aA1WSUtf"
    "+nrn8IRi/7uzMAvclZum0lJrKWvBBoC9pXgfhaG8wCaWPzm8r2TQWYwNWyW29VyTmXSCu/"
    "VMow7vp2G/40qzzreJicbGGC0nuo1sk30aowky7/7AI7su7C+MnCKb39YRn5popj+jpU5E"
    "96lpPqLFHE0ZsFbStLPx0Quad7hZp45Yk24xglAj2HrKYOuB3Xajhxf2LplWQTzDNC8AdH"
    "9O+8XwLOgcFFBUUMu4eRWuuywLkAqgHCMDqPNDXXCxDRPB6vDfmK7F1o1pEftaQLF7+1ro"
    "1HC3MKa2QegBf+xrnBi2YnUrrvKqrIViTz0G0vxESuJxdyV80OjEmNckAlrobj1LQJtF++"
    "Vwu1swofwXiixzipFBXDHpE/qB5+Zo8gM9WOaSMsEKE1fKmmBBIgSpsYlGE508yN3uNjiy"
    "RC77rbZw1QlC7fP7SxzdQQIDbztYRcHbDrj+Am87vs7LxSyVLGYJFXHUCOzSllnWqvW+dd"
    "V+A4mPIVFaV+1uA4mPIblSr875TedzSL621W/8u/MZ3xzzyGgfjnLIaB+OUmU0fivmdMP3"
    "3SSHUqO8/P6rA702xZXDbb12Gwn0AkP42zKEg/54oxoNfl4vCGeIBODMNn570hDYaLNstK"
    "EJtdr4Df4EG/EneB19Sh+PMPunaxJlinernqVJsUKdVqpRBhOMdEKX2EKPeG47pmeCjDGe"
    "zU0bk9Eza39usAaKTHb6ryNqemZpC8+n+jPiggE3VeMZ0u/ZWz9JqlS29hSpeiVs5w5Z8d"
    "gTEsqW38DoXRqVCxxaqmL0riagfP1IYJlujHW7l1kxsKYR9ihXtoajjGwNR8lsDeacA1LQ"
    "rSBCVEGkN2/uNsh8YReOwYtSAdA5gGbrCP+9CZDTreABBVjBI4oWsIKDJr/0VvA+FlJJau"
    "6ZyP16tvwmehbJQdMjmC0P5BGZ90xiokzI/6tBfqHcEm0Q3uiOicSY9BNaUDZDWFcepsgk"
    "LowwcaQrnkpmitlzZsb0OSnIbfNBeVyYne78hCrcl0MxtSDElUKIA7v5W1l3wW5eZa7nsZ"
    "sHi3GB9TVCBDoGSJHyGsIZZPFYZx6XfH2SbEvrJfCA3B17wl/I3fEWuAx2IXBmKRec4MwC"
    "zixlg7SkziwCdYk61ONGuhrUY3s+HxYbE53YDYSfsPXM818/OP4jXNOoXLdd95E7PDXJA+"
    "UpFLgukj9C7qzysuE2XM0ClJWgrNz1srOnaitQVr5FrudRVkJK7S3q0yj+M4ntufGQGqHj"
    "ElQmPufvR0cfPnw8OvxwenZy/PHjydmhH6iTvJUVsXPevuRBOxHkk1E8IsUs228lWcyzUI"
    "+QAfbrYQ8RVFVVOhXwJAnX8HKrBcneRZf24ksfT9P8FCW1ifZsd0kTUSOvTZDf4YVARRNK"
    "VBGqiAPQC9GKux1VBa9t6iyE8k2is/CUcuk6C0/7l6tqGJvEJhGlu7gfFUUGkZYAS+kGOg"
    "bQMYC0CToG4Hp5dAx4Jk18l65k8Akq57NzdJJHycB6ZdTLTagZyq/DqW1rc4rVNTrKVS/3"
    "KKNe7lEiAmuuU7o02eGpqPtZgrCCOrOt1H+emiM9LfVQigbHp9jhnP73ZDez+iwHwmfphf"
    "7i6IKiBhQ1oKgBRQ0oaqqqqFEsm/0fI/tKtxeWYcsLhMT71DPLhLi9tVm4e45iIUIJw3Oa"
    "eCM4EXJzy+QlPZBpITw3qMlLtFPWPrb0e7uOFoxZFrLwk4GXdd6J7e+PeCyrF7L5B4AGCT"
    "RIoEsADRJwvTwaJPB132zKHvbr5eL16sy+Hm2ZlRm18/Z5R20g8TEkN6py0+tqTCJuoOB6"
    "SHq3g067y/q5F6znoNf/ft5T+i3W078ekut+j01f7Vppfmmg0Jf4gSSPOL/5PMCMU/ZCcs"
    "7Ox9CAeoe6k1ZfuRgUPG84RA0kPoakr/JczA3kfA5Jp9f8ojK+OZ/l4IxzrFynWHaYEDQt"
    "5dmakicSl1Wygprpu1OECColxXNEPRlUmvIs1YUvTLI7D7732zrJQXbz15+we7cQuYqOgu"
    "fkKBUsRTHjn6NHKohplArEj+zYUBetJMCFYxmvg5H2E9iV4YzRmbU6SNR9uzeArRqMtJcL"
    "wUpoowthmYJFm/qC6tMmzyVXk6jyw7frWVr8keiojfyeuUJI/Rx2nBzz6M4J42SgY/+Fov"
    "nUtD+JWE+/VR4/+oKxQC1fnsW8Dmr5N6SgBbX8W+Q6qOVB77Hveg+n4qxkfqZnGw+RQLrx"
    "yDK0iXTjoIh6C4oowSv2/xfcGmJkoIpKLGaGZGtomaPFDDtrfXwlM2T7giNgUNu0DEwPPL"
    "cpehCWDuMyZXW2460sa6AlBC1hmVRZebSEr6TKmuhc4yQPJA5u1jPVWJFu+UOKzXuRp4yv"
    "fM+fEJ1j/ZHdQDoZI7q444BRXqcBWzxxmWGju2dkSHxONzBenpIOUR5GdSO8zgNou0DbVe"
    "rFak/1HqDteotcB20XaLtA2wXaLtB2vfYKUvJdAbRdu9kdyp/TYpuHqO1ntdCnhk6xJGgg"
    "fbMIkZRjs+DPq8xmcWcZ+L7IjPcJKpfG5egwbyXtzFLayTk/n2Pd8pSDeXGOUlUO7LN8YJ"
    "9lgX0mAdtRkrE1wy5UHj5GBnDnhJurZx8sc5EW2JeyhkSoKgf2+5wryfvMpeS9bC2ZW8ZM"
    "t545lqaksk3GBI8TroV6yc58UdizxFYP8o+pcH9MZlFnTxuvBbaEFOBeATcYM8GYWR1jZl"
    "jf6OQa2kAKJ99Q2Q+NWSEWxPS0U2GykAW4Amg7SukkBy/Lhh5HOYc9XbPiNDkyPOm2CNbw"
    "B+F5lmwT6cTkpu06ohgTdG+ZM2EsvzcsKokNWX+YTZjS6+i3GjUX1ghndrF1iz1EA+M7GN"
    "9Lv0jtqRkWjO9vketgfAfjOxjfX9+eAsZ3ML6XelcA4/tudgcBRALOfOnkPNoyG+JrF8pV"
    "u/O9gZzPIen3rpTuoN1sIO9qSC76bbXbuvncvmb9/GvWt/1V6fQZsXsxJFdqd9DrOz2D6y"
    "FROp220m2qDeRdDcnN7Xmv32p32cvTQKEvQ6J21Ss2qvjgmQj7SvdS7fM8hM7VkDRvbwa9"
    "qwZyPuNCdB5V8RYy3Ol3uFBtF5+gctam0zymptN0O9NpwsgU/lkFII6RVQ7obfkHsKdhQq"
    "UG69RTcYRmd8fikz05FoMxaQvbc0RXmRfTCBFAGj/x+LrdApBGiABSMHm+VpY3593eALSR"
    "CMyKghtZCFdj67zkgG0ubCMrYpnijr3shRKLaSixYbqNNJRHcbVRtEewX3UmXI3mE/phWm"
    "Ns/UDWglDHmvkeLQ02WxY2etDntC5+N1pOjClmAOt0Iqt6s4XxIbteeTbROpg835DxC0ye"
    "b5HrYPIEkyeYPMHkCSbP115BSr4rgMlzN7uDEJwKbA1+/7X2hZJBuOmdwTbsYvXbfYIq2q"
    "rymaqyLFWJiKjFjMeQFUE4RFI5jI/z2QOPs+yBxxJ7oLmwpwaRTOTUnJshipxZN72qE/Op"
    "Tg6u2R+Cx/teamNnB56RaWEN/5yzLvKTfXpy1CRl3jSpUcqDJvuuRgYCnmXxjJebXNu5yC"
    "fe4RrWbnXUguuYoGkg/ndImr2+qqm/XvfVm5t2r6v1VaX1vYGkzUNy0+y3rwfat3570O5e"
    "NlD0O7+vdlWt074ZaGrL7xNv8/pd93tNPn7QK2jhv+zquqNyRyTvKq5qfiWfIiYEclvDvW"
    "HN1queKRsApJoySzV0xKBnPFsQCbdTT+Exqt3paA735CTOFkyLC/ZrwiunBpgTqjBzNnc0"
    "KOsBnUoPUINHGfjqlNnlYVPpCWa6vbAM25DlZCsSZq+4ksqVM97z3h5rsrMSiHXyhVDd8D"
    "EqNDW3moHAe5MlHjShlzzdgya0puTJ2S+y6iOTIMOmaKk/i2QA3NFlvBAmnE/oB8V//kBC"
    "D0tFLzYmobq4S+vox1RnQgDBS/pD3HWk97iAs90n5UlOEDLZRo31ftqBoENKXoKgg69Hld"
    "zzZWdIYADePKVf4/bUrwO8ed4i18GbB7x5wJsHvHnAm+e1V5CS7wrgzbOjcL49cEDZ5jFq"
    "+/UDwAVlJyHpQjmRBHmAf6aabMzKQJy1zqu/DrJ3XH+Z7/S6l173+DacMC3Y+oNJ3FNL3n"
    "kdI6sA8Lua28/FFmmfACDOW/HCsrUUmFNdoyI0OZ2ifBpufrjxiCtz8tjK+X7KhKeF/rC2"
    "L1SYfocvxL8nBV+J2r8+N9C/JzzBUQNhEtfA53k9znK8G2fp5TKSC8+euaAxSUXRmr1OR2"
    "1y766iDAh7o8WGaqBYQ7SH2op2UFtD8q3X77S0r231m3Z+2+60xCiSxiHh8CuMqK9dKV3l"
    "UnRMtrGJcd2+6bVU7bqjdLuiV7wl2ifwfJO1Bn2bfVWJ9vNaIn50l+yqryRc6YLmol53oq"
    "3Z6160+1ccQVlrPg89pdPRROuNFjjrSRqdnu5/Ge+baGYI/Xrd67vQeJfrvJib9/2bGVPM"
    "9heZ13W+9zMyALyj8I7CO7rpd5THKrzIP1c6AOgpy6ynpPjPJJfPjYd031GHoDIOjH8/Ov"
    "rw4ePR4YfTs5Pjjx9Pzg59i0vyVpbp5bx9ya0vEU4mzTG+T0kx1CNkgP162HsxWUW9eBN0"
    "lWHAxqyMbuAUW/TXBjl9BIA74f4PURXbgBXc/XcGNfeyfMLaH+ZdYZRlpABwYi67noSy8m"
    "7p9ucoFZifJeEUJXf6L5vNOpfX/0hfUH2qjSasw0trOIqhmnykyqLlZRzdVLnLqgIFpUHX"
    "w809gb8QsvzpLvYSJIhUWgWQrU+xNtOtx5eixAe6YuNUFakntpTzJeVlMH11RqkqSEvTYs"
    "A8GXj5Mpi+8XG+smHUKfYcJaqC1zYDBZ21ShIm6C9i6UGC1O+SJ0SQdxYJsImXDvsT+mFQ"
    "zROvf/AiwkL0w2N09yyC8+a6xXjJE2HjJ15lmDUJi740MnDjDyhYrRjC9CBMr9wrzJ4GbE"
    "GY3lvkusTQCWF6EKYHYXoQpgdheuD+AmF6u94dIOn2Jm39EJG3i5AaYtoybW46yD5B5SA+"
    "zQfxaRbEpxKIR7osAC/jgKNLI+9e6XTDn1eZ041ORhNTskSnR4/5BDlDxxwPGIfMUREq/h"
    "D7taDvmjeP+PneYteS1SiVPRGanBzyaLQ7U7fGB1/cr+f8G3BpFZdmprx8eyqLAoKc/HEI"
    "tLllzub2wZX4di2+AHdWSm+GPjUfFkXiY8MkOTnkkRy0QrTAmEqVCbhWu6014r5csgZyL7"
    "yYo2TAUzLWKRG+FIpc+qJ+v+grV9GBJI2hnqHhkm1DctUb8DoF4fESTX6v0FjxliFptZVO"
    "7/I2+tskjez/7N12W1pLvWlfRp+cciNGEQZI2h7UQGgFRRBYa1dVWzfa7TXXPTRQ+FvcTP"
    "g6EVghG2TyHTk3zSnWSYopMEoZe0HuGOm23hC/Zber03mv14msTufteCqQ26tztf/uvcCf"
    "dTKc7M3pcSHFdEBRKrAQQD53yOdeIl+Y+hr53CWLwgawrZ4fZBzb6FJYNFf+Vp2WfNdBme"
    "NS2K8ww3nJ92MU/XJ4MIkfh+yJbqOlTtFMH2N0zyQ3RM0ZticMcufmhN10rXiIGmwSfUI/"
    "uCs81kRmcqo/U7ScYCJzYtrKMyR+TL8xICz2NbyQ8wsL65T9v7+Dn1Mpdok6Aj+nt+PxAn"
    "5Ob5Hr4Oe0cynG3fsEIAlIM9LORskqmHx287qP5DEjz9wNE8HsjUHqH9byzlufoIIz9vQ4"
    "j037ON2ifRyfse4RuAC+AQUAnAPguWWYXtjzOvaCMH2ZAa99bl9+biD+d0iu1Fb79qqBnM"
    "8h6fS+NRD7Uw4NtS86SvTTGfmLImS78/7dvpvXjlMYgVfqW/BKBd056M7LpN99WS3Ubep3"
    "vZhniXY3FA6drtt9CnXKWb2S61GJPqcT0xYxpI4m9heKPL+QOq80yY2xuoWRTsb8q4UFaV"
    "qdyhePmasipVSPG1Lx/c4rS4L69jUWqjqob9+QIg/Ut2+R66C+BfXtK740oL7dt9kL6tut"
    "ahepubBG6/si+9RlBrumtBtIaQ/JldK9VToN5HwOSV+97ihN7h7rXfG2m0Gvr/ImccF1j8"
    "0vXPnY/FIO7SNDD0+LvBE+QeWC9I7yhkFmRUHG8b0zxxJle3qEntd/9xF6FQqJ4ImMi22b"
    "AQVEnifSSptWQTTDNIAn2BvA3gD2BrA3gL1BZm9IJA+VGB5kCUbTLRBBWlMNh/qvNEb0CE"
    "bcMoD0O3NhI3uCkRjK8frWhVnhGc2n3L/bkHiQr0G/2sgABgMwGJR6BdpT1TEYDN4i18Fg"
    "sHN5B/JaQl5LyGsJEv1+7QrJwwDktdyKOTnVjrzaXrQPxuSa2lcaiP0Zkku1d9lXrj9/by"
    "D/kmdhabbVwXeedkVcDMlAbX7u9jq9S9YYXHN702W7yc1N7GNImrc3g95VAzmf5bAl2YY9"
    "LeYV4BGUmYVrWpPeH+WxJrFeqQCLe/FymsTGstKO6RiHSCpnsXufM3Xp+8zcpe9lyUsh4e"
    "4Gj6ygDQdtOGjD82jDlTZD/94Q6CbU4MHNepb+Wzd4hku/Xw4nfK6/+IUiRvVksGWsjsSo"
    "dV6hif0CXhaTXVvGCFPhKU+xPsVj9IifZd73Lxssl9t9oG6JqlfBwx4U5qVfpPZUdQoK87"
    "fIdVCYg8IcFOagMAeF+WuvICXfFUBhvpvdQXwm4MyoqeP2r6CG9SyP6u8sXe93llD6eTJr"
    "EYDDNBUEefNWAqEOKIKwT1BBeLdiJbjTKdYWViGQwzRr4Vyy1TYK80kuM8FJhpHgRGIiWN"
    "jzha3NpDmt85kwY0Ps0EAzcJP9F7FlcpoG4n+HhJ/rtJvmZ/VKaaDQF/dO7/wfanPg3nG+"
    "DMl1v8dOFDxCzrsqh90y0ExKzqNpxW2iRNLyNt7WQA/oHI8OriMUW5YcVvyCysgSXJPMf0"
    "8BxgUUUq79Yd7xSlGuKcTvuxN+SZ5dGU45in7tEUviIQf4Z4pqI0pVhZ0pS8ZTfx1k4+6L"
    "eJ1e99LrHmdGovidNjGKOQ2EaaqAeUxwyCM3pIsNkhJD3g9OQLyqwlCIEAoMFSgwxPnJHj"
    "xaWBYmI8mKkqorlVCCy0YSYAuzf4vaVJtjS5sZZCGrn5WhkJZSA9BJoG3zEZM1YZbSAsgO"
    "yAlfmdfx6DhfjB+wNKrRvVPP8uW4C/qs9OP45oQZctsamunPiB35yRgZ7GyJZiaxJ3Xhb7"
    "HkvQynig3vYfMePFZxqlMbmQSjpWFPGM1In06T/h3beMiQDIkyMxeM+YhnY7y9QWOTTU2L"
    "fkIUY8RPxX9zkGAiTV4/kWo4gogn8T/He+YBAlZhsAqXbUuIJD4yZoatLahkhrbwyJjpUz"
    "mqEbq4BdIhPHAH2L99NwPBltpsXymdd0eH9feHsfO5JzQdJ3Sk9oRN6YnJRmOHlJHUdT39"
    "dCOjrVKm+43NZSZIUtucz6WKsFUiaJhyhzKot+ntrQjKJqVhjhl8ulXYjyFOW0GHtyq5Mo"
    "gj7Bp7RYTuxXvFHnF4vc2CixLsgWsAHaMEqFdBvSDCBX+scQFMYvZK3ZSThLvbkQ/3ZDte"
    "6hZZy70tQgjebeXfEoqzOEwHHC4bh0uiM/yHeVeTKAx5cz1LW/iH2yFXqjOdPvKS1qI4Cr"
    "sau2nLuHLOSSLeEBo7NsO4pk7cM2z0jk+Cv+lj62+Hh4cf/iLPgra5oV8cDsYLsIQ6RONM"
    "JB3CBe6829FwQfkzogXb5X0oE2Kze/BiNCT9QdVQaUJsG0Q5lWs/gNi2t8h1ySkAYtu2a8"
    "V45UQQ+3NaLoBp9OSRF9MoFWAa81UMndTyIhqmATwTHtbBuTb3ax8mAkRj9mDTLIpniATQ"
    "jL3vNp4noUz3j/X6V883dvNFoSxsW8+aeV9oqoZoYK7G/LnZry8yV73+FYye2/xkFVE9En"
    "tIeqqAgAIyBUSEus1E94g8VsXlhRAVrB8JTGdzW3PrdBeb60lSmPSbn/Su103eBd7rv8Po"
    "URv/tLcF97ajPQ2q3U/NZRLhVY5SHhUE6hTxkgrZU3K6GIRJwLkgDijU49u0Y7UIVZIimr"
    "7mRqlADFx9suYWaeyodIoAHSMDpFcjvWSLJy50rgsoynGc48+rzHGOe7BLuJE+5X2C6k32"
    "zZ/mRuaTNG9H5mEuIIKzXIGzHLV1WXhqzuruHvEOxZR/3qq3bpKZAmluHKoGcj6HpH/b7b"
    "a7lw3kXgzJN6U9EC3uBS/0Puh/dzq5V0Nyc9tsqmqLD+VfDsmF0u7wJudzSJpKt6l2RJN/"
    "WSvFq6XbNmbifoGTe4gCDu7xt+deN6YLS7Yxp+IZJgFAExF8JqWF4AwIAMxkNJOIoCgipg"
    "cUAGdyq8Rzqo1NUiSdQ5QIQE2Ayg4aEjwvpqaehqhHEQPznpNsDc6DbQGaFQbUuz3vqOi6"
    "rzbbN21XjPE96cTN6PGuryqdeF5m6XTNgDdlqgK6UnTxnB3U8q8Gfn9YCBKblb6ga7niRg"
    "gh/KY8jrdJf2uCf9qatSBrcDlGCnwuM5/HWB9PDYLXqgYQIa2gZ32VGM1eyIc1mBwigxe5"
    "zPxdmtYjLmqZjBCBaTKuMRrZVKP4T4l623jI0BqFyCqUDfDvR0cfPnw8OvxwenZy/PHjyd"
    "mhf45M3so6UJ63L/mZMvKmyNRLo8ciZhuv/0asNqsDKndms9lKiQIGhWEWkjV9ChA2cwib"
    "1NYfXmKqeVjfVLObxaPG4LlW+iqvJSAuuCWl0+FGlE5nSFjLDb/HP7h15lpp97lthn8Oyb"
    "d+e8Duio8habENsYFa7rb4+nYXYqZZ2VLEHXPnhrWCJrU1V56tVO3AlmVaDL31i3ZERyjz"
    "O3LbVW4Hn9XuoN1URN2NWMOQXPT65+1WS+02kH85JHzMi95tl1H4l0NyrrS0NmtyPp3vzd"
    "v+Ta/vtDnXTntf/ectO1E6N9wvQ9JmnOnwIdwL50ls+Wp9d54kLtmb3OtedNq8foh3NSRK"
    "c9D+qmr/6J03UHDN2vsD9YI1aJ1e8wv/H2MN7KmdjnqpdLSr3lf2noe/sXst9eq6N1C7ze"
    "/aVfvmShk0P7M+ktYhGfR6WrN3dd1RfxVVULwvbLVR+zftGwaoxv7R/ncthF/qLddmrHXa"
    "V+2BazZ2vjAEb1uXjKU314xTDMLQN/b/Mgayf5L9HZJ/3vYGCjdUsw82HmOpMwKHIfyN/X"
    "Z2wO/dssHcC4Ex+wfZj2l3BmpfIB367nBR6d58U13uOteiiMtXhk+f8eri9sYt5hJpGRI2"
    "zb4q7Y7Cdiox57wvbOXt9b+wnp0enxuhL2wVZqzvtMVK7F6x3/i53WlpnsU8/I3N3E7vmw"
    "decM3+U6XP0boUi3roC5997B/rKh0+/Zyrcqz3znoyw5Sm7tkpMbxxwhKvRWtuAUeHufYA"
    "3i0VceemDHMRZiZgSApYWf5DEmpwJCrgSGTpS80pfZUEPr0UTJSqCnM9S/2zjVIwFqbSKi"
    "XpnqEBxYs8Q/cH9624gIosu+x3zrFEObY6P29ACatMMXdFa72MPVFKUDuXWe18bxCDTtZi"
    "c4wU+FxmPkPR8KpyuTxJNxXXf1mee1MJvJszU3BqITfonKk4HQIkSuuwERqIR+TYmKC7Z5"
    "EpUzjP82qWlH1lvWbmExY3WGf0TtTHccfgBXLSsnJu4ymSBJ2/CRAck54Hxe+JrJ2hPRby"
    "WpYiryXkutuo9TZ4CfKiGVAAmJD0ZodJbyDLysYn7J4ET23fa2NzVRVe07+obOBuZpJOTF"
    "ooGN/rXwXda8zOcHKSx8xwcpJuZeD3SquA2qP5uxcya8SWxCBch8lhOtBKlJnD5sIembO1"
    "HUZC5CVeOWvyePV8se7xqPbPSpdRa+dK80sDhb4MyfXtQOtdXDSQe8F9tVw/AsXxHnCcAx"
    "yvgPJGx4MfEfgRgR8R+BGBH1E5zx+78SMCT5bX8mSZ64Ys71NGNXSfAgKq47qVolVAofhn"
    "KpRgp66qRFgSO/W1o3f/jPWp2NoSpupoh3qWtdrT4U+CvisN1t+4aZhbhac6tZFYCZBtIh"
    "25gyGqP/tFHetIpGAZcxMz64kcfSx1rcl3FtbZV7nJeovPWV1VshoWafEk/ucYTNFvWc8P"
    "qec2vMmbc7xehe8IIWzxZdviY1bxu3WykoTpgMNl5jB3rC+yJvr9YUFMCJBTc72MXBFCeF"
    "3K/LqwoWyqLYhtSMrTrEjiEyUFPpeZz/zot148RZgQeFxmHoP1EqyXYL0E6yVYL8u512zP"
    "elkSLfbNM7Xx7FoUlKxJlNiR+/UsHTYVPbV50HWlCltBTm8nzElHXHeIJjpFFnZDoj4hNg"
    "omNrLMJUUzrBNkLixkLgnitQ+T2urNDPlWFNP7Hio1srC+npEvSllBz14m6+njHpk+u1Ng"
    "T07N7mzNPDQv5uM1uR6lBK6XhesSWcn99WCL2lq9zSeDV48uoHcNk+xO9fp+W6/KplWvE5"
    "08yBLLpGf1CZGUo+Bjpep3gwfQW9CgCV6x/7/g1hAjg7DZWJw3llQKzwjzxrIq4VWI8t5K"
    "1u0pW/YXBdUrYZoK4nyWA+WzVIzPkuVoiS2tcJ3uDB4iqQS+u3AFL4kS65arHPt4ZFpRXY"
    "zkdj1LhbXgHTUr6JkraxB3ifQ9Ip+MMbYaaMm1T0udIp0+4nHd+W7YaMSW3U/s74LNtbFo"
    "xU/YQneYByZSZN57eX7kqYO296jVGq9wOiELs87U1iY6ndRYv9/ColZItSJusZ/6Bx7Z6X"
    "dD6Sskd8W/Gb8H6jdQv5V69d1TRQyo394i10H9tnMBK7op5kU0SgVCK2R6g8RZe5M4C3Ln"
    "Qe68vVoCwsJX3kkbpqngxN28v5VQQxRB2CeoILzbqXEYVlYUADpOV0G8N78O89zVC0kwT+"
    "6Khy71DovoXavdVrt7WVD14pFxp1pxMSSOU6rw+nWv4gm54kq911lydEKXslU9XTceUFTB"
    "qXPXSVKc+hZFlp6Aogp4b3s+G2S+sDXbfMSkSBhhnKxCJZo3F2AtsiMVxzZBB+DKsv2MeN"
    "WbNadvCjUALQGayTnagkpEwxYeGTN9mmYRDsjiymqH7sCl3z+IM/Brqc32ldJ5d3RYf38Y"
    "q+7lrc/HiVO2m6ii0C4XkMA2t3qbGy9E7XWizYosEzEqWB4gVdjbcRQsiX/KN5EFqyZxTX"
    "Hv1LO8UpZBnxwRVdaCEMZSN/MW9xMZYUqRTrgPCCbcM0Qk8rrDul33Kk5xC/+dTvEvFI2m"
    "5uhRFle1uYHz+JrwUcDTozSeHjutUFFundlWSlQ8YUsejJEOcYikgihv/vhEp6Zd5ODk9w"
    "djpuTMdLegEg/xVDC97pCxKQ7k3DRlKX/Tg4Z8gnKEDPHnVSZkCCoFpc/7/XRty+PQ6J01"
    "C7I8RAb8Lju/SyIJdvHSwS0mB4r2epYUSLweuWIS7lkP7uIvAgW4yyB6Z1pOA/fK5FEC2B"
    "JFhdlfgyJieh3/8gn9GC0salo/+I0xJhTLgxG28AxpFWP21FBwgSCT1DG2TNOO9eEBBIVF"
    "yHPjId1iJBMiJWcYdxK+THrc/mHw70dHHz58PDr8cHp2cvzx48nZoX+YSd7KOtWcty/5wS"
    "byPnsnHUguvSNvrchrkhfQCBFAGrcbOQtJoTUioKmS3LiTpSI0l/GfxVB3CQDytSEXmCUw"
    "T1c/ef0rqHvavFfcnTmWaEvSZXyv/+5F/NdZk7cizL9SOMj+mPCKZAsKTtd5wQyRAJrx2J"
    "qiugZQM4CaoUhWT5vNgKbILlWTJfUM3a5n5vTkHbVR0DOX8mGOrXvTmuExmplPuCEMwRO2"
    "Z5nWM1cP8DQEz0gMjZwZLtcvrDdMHuOyrVvsrrs4eakGQrIl2J3LYncGHcFGN56ZPpoYpN"
    "A5P0RSwaP+5s3MkbUl95wNE8Gsjackf5KmcspIRf5UpUROWw/ZMhfWqNCaEFBUEOBtLQmF"
    "lCs+BQCcJ6BtxA6FBZfcMA3Ip6A52RaWIOuDrL/dOtTcD5SySdAyR4sZP/hIJP5kp3pmPW"
    "qvuzYO98/jfo4fOCEvAc2raXwKl+DATJQQrcgkI4lTQWFqqbtASP6jE/3o5FTiLCDPVlgX"
    "4jpI/qWQ/CG34FtZRyG3YJW5LonNgtyCW/YEcra9BJoZAr1PUUF5c/MaE/FZAF6vfwXB3U"
    "rGJn7KS+Kbnp7G618JfHedncY7Lt1JPFTS198oFSzBEFIOIeU7DSnHdxPTfKzJYsrdW/XM"
    "oPJQp9ViPRMnx2OLh3uHymr+QkUIAEW6hZGoqGmbEqE+P+2QDMkPijHRfhrjHyKy3Pkqvv"
    "EgAkYwn+ojdkWEO8DUfPAKGTghB267aY2xCEUYmbMZo8rvGZClGIh5CUQlDtAcgOag9Jvb"
    "nsqQoDl4i1wHzcHu3XyhKCj/BVAUFIqCgmC2N7tC8jAARUGhZs1+YAqq5KAEaB5N8lm6Iv"
    "ksoUdeWIUqK7jdKwjt0eFhHnB5t/SsZeKmxDPXHazAESdG9qJjzv6sCtvJWIT1KTuUUDyy"
    "ZC6m6TaTBGElpv2ujSfmlEO4JgukxFXIhPw6XOAIagtiG5JFP/toL6OHA36ZD/gG1TDhMM"
    "sy+JjmFOskRbceIYwx+Y5RbmvR8zTuu2Xsea/XifD0vB1/n26vztX+u/exRO+SLNkGFbhp"
    "FtZpWqrS1SV+JMOUeMmr3bC53PystrTexUUDhb95tX20ltppf1X7bfXGK/MTanJ6tbuX2k"
    "Wvr7WU726ncMuQXLLXpIEu3Zfl9QMqPCOc5OXKTMISUEEmFtnbmDP5DZYrLlZiv2vot5xj"
    "dce483IUoqCKZrFdJ4F+KvQJusowYGNqcA4Re55GDSKLNMw+nSWI4WhW5qMZLwKgue9EcS"
    "17khq4XTZul8sFSnHLTqd7QilBYeqVDlFaqIp1vmwnbplQdG9aSEdsXIMnJmmgJfd2GrEf"
    "hPi/W0fstmhacm+npWWSB3nakxeOl8fLyRvUT3fi/Mvgv1QK/yXwadi0K254shewBYbJAN"
    "ZEXLO/TuY8J4coqiQdbuyQDJHilTkhlaNsX9m4uukXJq3WeLqSJK28OJRBbHBPPjpnT5DI"
    "5+kmrDBNidW4pbVcYcuSJRjPSG3lEVQB7aga+ySXj8JJhovCSdJDAfz9qrrHlksL0XLFhV"
    "q6GsLvUs+jhxiHe+dSRAivGqE2MNk3d5xPIh7KGLP26dRcUnRvmTMnYGpp1hE1nagsw+aF"
    "WGb6GKfkZtn0A0SslysRiCIwnOIes1s8bGs5MXl6Vx4ZNqaMto5+sF+C6Q/WzaTYGXJkLk"
    "TcGOchRQ/GE69Oupjn1oJ4SEMemNeXKyGa6+3E9UA011vkOkRzgb9+BTCNHhryYhqlgoma"
    "6kZeSBSOUFXCffl16hClq3dS6hDtJ7i71u2I0hTyCb3aTdIn3h30tWu122p3LwvKBx5ZA7"
    "kXQ+K6P6qtBvIvPXdJz0cyLmG+jqPjnlix9sXPSwjpBcD0+wOUcSgJW5Q9Z5Q1xCAJOagw"
    "yyP6JCVeW3/EZL3wlRgp8LnMfHb1uuuaJCK0wOmScxpMT5Xk8quanv77/9p5GiY="
)
