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
    "eJztfe1z4jjW77+i4svMVvFk0+lOOkvfulUOOGm2CWSBdE/vMOV2QAmegMxYJnT2ufu/X0"
    "l+t2VjEyDGOV+CkXVk8juypPP+v7W5OcEzeqRgyxhPaw30vzWizzG7iN2po5q+WATtvMHW"
    "72aiqx70uaO2pY9t1nqvzyhmTRNMx5axsA2TsFaynM14ozlmHQ3yEDQtifHXEmu2+YDtKb"
    "bYjd//YM0GmeCfmHpfF4/avYFnk8hPNSb82aJds58Xoq1N7EvRkT/tThubs+WcBJ0Xz/bU"
    "JH5vg9i89QETbOk25sPb1pL/fP7r3P/T+4+cXxp0cX5iiGaC7/XlzA79u3da0FbTtG5vqA"
    "3UoabVCgA0NgkHl/1UKv77B/4T/ufk3YePH87fn304Z13Ez/RbPv7XeXQAjEMo4OkOa/8V"
    "93Vbd3oIjANQn7BF+U9KINuc6pYc2hBJDF/2w+P4emhmAew1BAgHs2ofEM/1n9oMkwebvx"
    "onp6cZgH5V+s3PSv9X1utv/JEmew2ct6Pr3jpx7nHUA5T5S1UAYbd7BdF9d3ycA13WKxVd"
    "cS+KLnuijZ1XO4rwPwe9rhzhEEkM5YkxttH/QzODJtaKA0A7A1wOBh95TulfszCmv14rv8"
    "XhbnZ6FwIck9oPlhhFDHDBoOcL9P1jaDXhDXf6+HGlWxMtccc8MdP6Jm/NT+bxFp3oDwJI"
    "/h/z/8/bshbG0HzERLqdefeyN7SFwTYir9u6Pa2moIVlPlj6/BeKVvozMkgD0QXWHym6Ny"
    "3EtjM0x/M7bKHV1ERzfYKRYdfRyrCnBmGXFNGxyThyVIuxcrsjr99hf6/ZWJ9rzhY5tjCf"
    "3ppu1/4otPXe3rZbBfbe5dKYHHGaTd6q9Vtw7f/cL8mYswrpxk9Kjx4N+8iY0COCV/+3tv"
    "+3TbxY78/+Fn+JBALZW3KIIwnQW+yObcxxyqoWoYwvbC7pkXdxgMtbjf2Dkx6ZPbtTIIMB"
    "w/a1Ohgq1zeRNa+lDFV+50S0Psdafz2LrYP+IOhbe/gZ8a/o372uGueq32/47xr/TfrSNj"
    "VirjR9EpqtXquHWmQTWy4mG3I9SglcLwvXPYxCbHd/fcB18VngZOj1r+DR8DzPyfA8/WB4"
    "njgXOptikWNhQAGnwoKnwjDw4lClTXU6LTK3o1TbmeGvK7tH5vfZhxzz++xD6vzmt6IwTw"
    "2Z0JMOsNe/govHu7M8YmV8oQ9JlWdxcPHPhcGm+Ab7cZSygvvx4e6/yWPXTKe2tqQbHbzi"
    "tFtgtbs8Aae3z2kLP7ENZhM+RymBy2Xm8gTP8GZiVJQSuFxmLnuKjrtnrZhqKkG4TS1VeR"
    "m8VhsVOrsHqsG8oIZIAE6ZgjyKbhLaS9PCxgP5gp8FwG32O3Qylgn6rn576A5zmJAGrcEq"
    "aekrX+8cnlDsf3cWZoG7MmgqLbWWshZsAdhbig9RGMoLbGL5k8P7Sgad5cSwVWJbzzWZSS"
    "e4W8806vB+GvY7rjXrfJuaaGJM0Gqq28g22acxniLz7k88tuvC/sLIKbL5bR3xqYnm+jNa"
    "6UR0n5nmI1ou0IwBayVNO1sfvaB5h5t16og16RYjCDWCracMth7Ybbd6eGHvkmkVxDNM8w"
    "JAD+e0XwzPgs5BAUUFtYzbV+G6y7IAqQDKMTKAOj/UBRfbMBGsDv+N6Vps3ZgVsa8FFPu3"
    "r4VODXdLY2YbhB7xx77GiWEnVrfiKq/KWigO1GMgzU+kJB5318IHjU6NRU0ioIXu1rMEtH"
    "m0Xw63uyUTyn+hyDJnGBnEFZM+oR94YY6nP9CDZa4oE6wwcaWsKRYkQpCamGg81cmD3O1u"
    "iyNL5LLfa0tXnSDUPn+8xNEdJDDwtoNVFLztgOsv8Lbj67xczFLJcp5QEUeNwC5tmWWtWu"
    "9bV+03kPgYEaV13e42kPgYkWv1+oLfdD5H5Gtb/ca/O5/xzTGPjPb+JIeM9v4kVUbjt2JO"
    "N3zfTXIoNcrL778+0GtbXDne1Wu3lUAvMIS/LUM46I+3qtHg5/WCcIZIAM5s47cnDYGNNs"
    "tGG5pQ643f4E+wFX+C19Gn9PEYs3+6JlGmeLfqWZoUK9RprRplOMVIJ3SFLfSIF7ZjeibI"
    "mOD5wrQxGT+z9ucGa6DIZKf/OqKmZ5a28GKmPyMuGHBTNZ4j/Z699dOkSmVnT5GqV8J27p"
    "AVjz0hoWz5HYzepVG5wKGlKkbvagLK148ElunGWLd7mRUDGxphT3JlazjJyNZwkszWYC44"
    "IAXdCiJEFUR6++ZugyyWduEYvCgVAJ0DaLaO8N+bADndCh5QgBU8omgBKzho8ktvBe9jIZ"
    "Wk5p6J3K9ny2+iZ5EcND2C2fJAHpF5zyQmyoT8/zHIL5Rbog3CG90xkRiTfkJLymYI68rD"
    "FJnEhREmjnTFU8nMMHvO3Jg9JwW5XT4ojwuz052fUIX7ciimFoS4UghxYDd/K+su2M2rzP"
    "U8dvNgMS6wvkaIQMcAKVJeQziDLB6bzOOSr0+SbWmzBB6Qu+NA+Au5O94Cl8EuBM4s5YIT"
    "nFnAmaVskJbUmUWgLlGHetxIV4N6bM/nw2JjohO7gfATtp55/usHx3+EaxqVm7brPnKHZy"
    "Z5oDyFAtdF8kfInVVeNtyWq1mAshKUlftedg5UbQXKyrfI9TzKSkipvUN9GsV/JbG9MB5S"
    "I3RcgsrE5/zj5OT9+48nx+/Pzk8/fPx4en7sB+okb2VF7Fy0r3jQTgT5ZBSPSDHL9ltJFv"
    "Ms1CNkgP1m2EMEVVWVTgU8ScI1vNxqQbJ30aW9/NLHszQ/RUltogPbXdJE1MhrE+R3eCFQ"
    "0YQSVYQq4gD0QrTibkdVwWuXOguhfJPoLDylXLrOwtP+5aoaxiaxSUTpLu5HRZFBpCXAUr"
    "qBjgF0DCBtgo4BuF4eHQOeSxPfpSsZfILK+eycnOZRMrBeGfVyE2qG8utwarvanGJ1jU5y"
    "1cs9yaiXe5KIwFrolK5Mdngq6n6WIKygzmwn9Z9n5lhPSz2UosHxKfY4p/8z3c+sPs+B8H"
    "l6ob84uqCoAUUNKGpAUQOKmqoqahTLZv/H2L7W7aVl2PICIfE+9cwyIW5vbR7unqNYiFDC"
    "8Jwm3ghOhNzCMnlJD2RaCC8MavIS7ZS1Tyz93q6jJWOWhSz8ZOBVnXdi+/sjnsjqhWz/Aa"
    "BBAg0S6BJAgwRcL48GCXzdt5uyh/16uXi9PrOvR1tmZUbton3RURtIfIzIQFUGva7GJOIG"
    "Cq5HpHc77LS7rJ97wXoOe/3vFz2l32I9/esRuen32PTVbpTmlwYKfYkfSPKI89vPA8w4ZS"
    "8l5+x8DA2o96g7afWVy2HB84ZD1EDiY0T6Ks/F3EDO54h0es0vKuOb81kOzjjHyk2KZYcJ"
    "QdNSnq0peSJxWSUrqJm+O0WIoFJSPEfUk0GlKc9SXfjCJPvz4Hu3q5McZDd//Ql7cAuRq+"
    "goeE6OUsFSFDP+OXqkgphGqUD8yI4NddFKAlw4lvEmGOkwgV0bzhidWeuDRN23ewvYqsFI"
    "B7kQrIU2uhCWKVi0qS+pPmvyXHI1iSo/fLuepcUfi47a2O+ZK4TUz2HHyTGP7pwyTgY69l"
    "8oWsxM+5OI9fRb5fGjLxgL1PLlWczroJZ/QwpaUMu/Ra6DWh70Hoeu93AqzkrmZ3q28RAJ"
    "pBuPLEPbSDcOiqi3oIgSvGL/f8GtIUYGqqjEYmZItoaWOV7OsbPWx1cyQ7YvOAIGtU3LwP"
    "TIc5uiR2HpMC5TVmc73smyBlpC0BKWSZWVR0v4Sqqsqc41TvJA4uBmPVONFemWP6TYvBd5"
    "yvjK9/wJ0QXWH9kNpJMJoss7DhjldRqwxROXGTa6e0aGxOd0C+PlKekQ5WFUN8LrPIC2C7"
    "RdpV6sDlTvAdqut8h10HaBtgu0XaDtAm3Xa68gJd8VQNu1n92h/DktdnmI2n1WC31m6BRL"
    "ggbSN4sQSTk2C/68ymwWd5aB74vMeJ+gcmlcTo7zVtLOLKWdnPOLBdYtTzmYF+coVeXAPs"
    "8H9nkW2OcSsB0lGVsz7ELl4WNkAHdOuLl69sEyl2mBfSlrSISqcmC/y7mSvMtcSt7J1pKF"
    "Zcx165ljaUoq22RM8DjhRqiX7MwXhT1LbPUg/5gK98dkFnX2tMlGYEtIAe41cIMxE4yZ1T"
    "FmhvWNTq6hLaRw8g2V/dCYFWJBTE87EyYLWYArgLanlE5y8LJs6HGUc9jTNStOkyPDk26L"
    "YA1/EJ5nyTaRTkxu2q4jijFB95Y5F8bye8OiktiQzYfZhim9jn6vUXNpjXFmF1u32EM0ML"
    "6D8b30i9SBmmHB+P4WuQ7GdzC+g/H99e0pYHwH43updwUwvu9ndxBAJODMl07Ooy2zIb52"
    "qVy3O98byPkckX7vWukO280G8q5G5LLfVrutwef2DevnX7O+7a9Kp8+I3YsRuVa7w17f6R"
    "lcj4jS6bSVblNtIO9qRAa3F71+q91lL08Dhb6MiNpVr9mo4oNnIuwr3Su1z/MQOlcj0rwd"
    "DHvXDeR8xoXoPKriHWS40+9wodouPkHlrE1neUxNZ+l2prOEkSn8swpAHCOrHNC78g9gT8"
    "OESg3WqafiCM3+jsWnB3IsBmPSDrbniK4yL6YRIoA0fuLxdbsFII0QAaRg8nytLG/Ou70F"
    "aCMRmBUFN7IQrsfWeckB21zYRlbEMsUde9kLJRbTUGLDdBtpKI/ieqNoj2C/6ky4Gs0n9M"
    "O0Jtj6gawloY418x1aGWy2LG30oC9oXfxutJoaM8wA1ulUVvVmB+NDdr3ybKJ1MHm+IeMX"
    "mDzfItfB5AkmTzB5gskTTJ6vvYKUfFcAk+d+dgchOBXYGvz+G+0LJYNw2zuDbdjF6rf7BF"
    "W0VeUzVWVZqhIRUcs5jyErgnCIpHIYf8hnD/yQZQ/8ILEHmkt7ZhDJRE7NuRmiyJl106s6"
    "sZjp5OiG/SF4cuilNvZ24BmbFtbwzwXrIj/ZpydHTVLmTZMapTxqsu9qZCDgWRbPeLnJjZ"
    "2LfOI9rmHtVkctuI4Jmgbif0ek2eurmvrbTV8dDNq9rtZXldb3BpI2j8ig2W/fDLVv/faw"
    "3b1qoOh3fl/tqlqnPRhqasvvE2/z+t30e00+ftAraOG/7Pqmo3JHJO8qrmp+JZ8iJgRyW8"
    "O9Yc03q54pGwCkmjJLNXTMoGc8WxIJt1NP4TGq/elojg/kJM4WTIsL9hvCK6cGmBOqMHO+"
    "cDQomwGdSg9Qg0cZ+OqU2eVhW+kJ5rq9tAzbkOVkKxJmr7iSyrUz3vPBHmuysxKIdfKFUA"
    "34GBWamjvNQOC9yRIPmtBLnu5BE1pT8uTsF1n1kUmQYVO00p9FMgDu6DJZChPOJ/SD4r9+"
    "IKGHpaIXG5NQXdyldfRjpjMhgOAV/SHuOtJ7XMDZ7ZPyJCcImWyjxno/7UDQISUvQdDB16"
    "NK7vmyMyQwAG+e0q9xB+rXAd48b5Hr4M0D3jzgzQPePODN89orSMl3BfDm2VM43wE4oOzy"
    "GLX7+gHggrKXkHShnEiCPMQ/U002ZmUgzlrn1d+G2Tuuv8x3et0rr3t8G06YFmz9wSTuqS"
    "XvvI6RVQD4fc3t52KLtE8AEOeteGHZWgrMqa5REZqcTlE+DTc/DDziypw8duMIhXXKoNWt"
    "cQHmRIlycicgOhqIS8UhB/5k8QfPTXHCLsagGFVeL9CA6kh1roFHOXg008nDUn/Y2J8wTL"
    "/HTeU/04LbSu3fnxvoP1OeJKyBsNBgFS48k2N/OU8vOZPcvA/MjZNJ+4rW7HU6apN7SBZl"
    "QNijMzZUA8Uaoj3UVrSD2hqRb71+p6V9bavftIvbdqclRpE0jgiHX2FEfe1a6SpXomOyjU"
    "2Mm/ag11K1m47S7Ype8ZZon8B7VNYa9G32VSXaz2uJ+KJesau+knBHDZqLeq6Ktmave9nu"
    "X3MEZa35vFyVTkcTrQMtcHiVNDo93f8y3jfRzBD67abXd6HxLjd5MbfvPzs3ZpjtMbLIhX"
    "zvZ2QAeEfhHYV3dNvvKI/3eZGPu3QA0PWXWddP8V9JLl8YD+n+1w5BZZyA/3Fy8v79x5Pj"
    "92fnpx8+fjw9P/atlslbWebLi/YVt2BGOJk0afp+WcVQj5AB9pth78U1FvWET9BVhgFbs9"
    "S7wYds0d8Y5PQRAO5ECA1EJu0CVgiZ2RvU3FP5CWt/mneFUZaRAsCJuex648pKJKb7cESp"
    "wIVDEpJU8sCZsvl95IqcGetLqs+08ZR1eGkdVDFUk49UWbS8rL3bKhlbVaCgvO5muLkn8B"
    "dClj9lzEGCBNF+6wCy9RnW5rr1+FKU+EDXbJyqIvXElnK+pLwMpq/OKFUFaWVaDJgnA69e"
    "BtM3Ps5XNow6w567RFXw2mWwrbNWSUJt/UUsPdCW+l3yhNnyziKJPPFSyn9CPwyqeeL1D1"
    "6IW4h+eILunkWA60K3GC95Mnn8xCt1syZh0ZdG1279AQUrfkOoK4S6lnuFOdCgRwh1fYtc"
    "lxg6IdQVQl0h1BVCXSHUFdxfINR137sDJK7fpq0folr3EZZGTFumzU0H2SeoHMRn+SA+y4"
    "L4TALxWJcFsWYccHRp9OornW748ypzutHJeGpKluj0CEyfIG+An/CAccgcFaHiD3FYC/q+"
    "efOIn+8tdi1ZjVLZE6HJySGPRrszdWty9MX9esG/AZfWccmJiCzAooAgJ3/c+MuFZc4X9t"
    "G1+HYjvgB31kpvhj4zH5ZFYszDJDk55JEctUK0wJjMCHNzSSbs36DGQ5GXJ06WdxMKkR0N"
    "+JeWPwTwKfMFWlrCjqphahtzaVxt+psko837SsVpj1puixoaDHhXqXI2N2q3tUFspUvWQO"
    "6FF9eXDCpMxhMmQgRD0YFf1O+XfeU6OpCkMdQzNFyybUSue0NeTyc8XqLJ7xUaK94yIq22"
    "0uld3UZ/m6SR/Z+9225La6mD9lX0ySk3YhRhgKTtQa2eVlCsh7V2VbU10G5vuH6vgcLfah"
    "vIotuPcgzZ+ZPvyIVpzrBOUsztUcrYC3LHSHf1hvgt+12dLnq9TmR1umjHU1bdXl+o/V/f"
    "CfxZJ8OpMpAee1VMzxqlAisc1B2BuiMl8jerb1B3RLIobAHb6vkax7GNLoVFa7rs1DHQd8"
    "+VOQeGfXczHAR9X2HRL4eXoPhxyJ7qNlrpFM31CUb3ljlH1Jxje8ogd25O2U3XUo6owSbR"
    "J/SDh5tgTVTQoPozRaspJjJHwZ08Q+Ir+DsDwmJfwws5v7BEZjTHXRB8CV99l6gj8CV8O1"
    "5l4Ev4FrkOvoR7l2LcvU8AkoA0Iz16lKyCSdK3r/tIHjPyzN0wEczeGKT+YS3vvPUJKjhj"
    "zz7k8Rv5kO418iE+Y90jcAF8AwoAOAfAC8swvdQCm9gLwvRlBrz2uX31uYH43xG5Vlvt2+"
    "sGcj5HpNP71kDsTzk01L7oKNFPZ+QIi5Dtz8N+966Ue04TBp7fb8HzG3TnoDsvk373ZTW7"
    "d6nf9fIKSLS7oZQD6brdp1CnnFWWuR6V6As6NW0Rp+1oYn+hyHMUqfOKyNwYq1sY6WTCv1"
    "pYkKbVU37xmLkqJ0v1uCEV3x+8AjKob19joaqD+vYNKfJAffsWuQ7qW1DfvuJLA+rbQ5u9"
    "oL7dqXaRmktrvLkvsk9dZrBrSruBlPaIXCvdW6XTQM7niPTVm47S5O6x3hVvGwx7fZU3iQ"
    "uue2x+4crH5pdyaB8ZenhW5I3wCSoXCHuSN9Q4K9I4ju+dOZEo29OjYL3++4+CrVBIBE8W"
    "XmzbDCggu0MidbtpFUQzTAN4gr0B7A1gbwB7A9gbZPaGRIJeieFBlsQ33QIRpA7WcKj/Wm"
    "NEj2DELQNIvzOXNrKnGImhHK9vXZgVntFixv27DYkH+Qb0640MYDAAg0GpV6ADVR2DweAt"
    "ch0MBnuXdyB3LOSOhdyxINEf1q6QPAxA7tidmJNT7cjr7UWHYEyuqX2lgdifEblSe1d95e"
    "bz9wbyL3kWlmZbHX7naVfExYgM1ebnbq/Tu2KNwTW3N121m9zcxD5GpHk7GPauG8j5LIct"
    "yTbsWTGvAI+gzCzc0Jr07iSPNYn1SgVY3IuXrCU2lpVPTcc4RFI5i927nOmB32XmB34nSx"
    "AMSa23eGQFbThow0EbnkcbrrQZ+veGQDehBg9u1rP037rBs8j6/XI44XP9xS8UMaongy1j"
    "dSRGrfMqaOwX8NKz7NoyxpgKT3mK9RmeoEf8LPO+f9lgudzuA3VLVL0KHvagMC/9InWgql"
    "NQmL9FroPCHBTmoDAHhTkozF97BSn5rgAK8/3sDuIzAWdG3Sq3fwU1rOd5VH/n6Xq/84TS"
    "z5NZiwAcpqkgyNu3Egh1QBGEfYIKwrsTK8GdTrG2tAqBHKbZCOeSrbZRmE9zmQlOM4wEpx"
    "ITwdJeLG1tLs1pnc+EGRtijwaaoZvsv4gtk9M0EP87Ivxcpw2an9VrpYFCX9w7vYt/qs2h"
    "e8f5MiI3/R47UfAIOe+qHHbLQDMpOY+mlb2JEknr3XhbAz2iCzw+uolQ7FhyWPMLKiNLcE"
    "0y/z0FGBdQSLn2p3nHq7G5phC/7174JXl2ZTjlKPq1RyyJhxzinymqjShVFXamLBlP/W2Y"
    "jbsv4nV63Suve5wZiQKT2tQo5jQQpqkC5jHBIY/ckC42SEoMeT84AfG6CkMhQigwVKDAEO"
    "cne/B4aVmYjCUrSqquVEIJLhtJgC3M/i1qU22BLW1ukKWsflaGQlpKDUAngbbNR0w2hFlK"
    "CyA7ICd8ZV7Ho+NiOXnA0qhG9049y5fjLuiz1o/jmxNmyG1raK4/I3bkJxNksLMlmpvEnt"
    "aFv8WK9zKcKja8h8178FjFmU5tZBKMVoY9ZTRjfTZL+nfs4iEjMiLK3Fwy5iOejfF2gCYm"
    "m5oW/YQoxoifiv/uIMFEmrx+ItVwBBFP4n8+HJgHCFiFwSpcti0hkvjImBu2tqSSGdrCY2"
    "Ouz+SoRujiFkiH8Mgd4PD23QwEW2qzfa10fj05rr87jp3PPaHpQ0JHak/ZlJ6abDR2SBlL"
    "XdfTTzcy2iplut/aXGaCJLXNxUKqCFsngoYp9yiDepvewYqgbFIa5oTBp1uF/RjitBV0eK"
    "uSK4M4wm6wV0ToXrxXHBCHN9ssuCjBHrgB0DFKgHod1EsiXPAnGhfAJGav1E05Sbi/Hfn4"
    "QLbjlW6RjdzbIoTg3Vb+LaE4i8N0wOGycbgkOsN/mnc1icKQN9eztIV/uh1ypTrT6SMvaS"
    "2Ko7CriZu2jCvnnCTiDaGxYzOMa+rEPcNGv/JJ8Hd9Yv39+Pj4/d/kWdC2N/SLw8F4AZZQ"
    "h2iciaRDuMCddzsaLih/RrRgu7wPZUJsdg9ejIakP6gaKk2IbYMop3LtBxDb9ha5LjkFQG"
    "zbbq0Yr5wI4nBOywUwjZ488mIapQJMY76KoZNaXkTDNIBnwsM6ONfmfu3DRIBozB5smkXx"
    "DJEAmrH33caLJJTp/rFe/+r5xm6/KJSFbetZM+8LTdUQDczVmD83+/VF5qrXv4LRc9ufrC"
    "KqR2IPSU8VEFBApoCIULed6B6Rx6q4vBCigvUjhqnr1JE7wNntv8fgRBv/tHc1hXcdTGhQ"
    "7X5mrpIIr/PD8aggDqSIE05IXZ/Tgh0mAdt1HFAo97Ztv10RCSNFNH3NjVKBlLH+4MYNnt"
    "jRGBQBOkYGSK9HesUWT1zoiBxQlOOIzJ9XmSMyd5CWcCN9yvsE1Zvs2z/Njc0naVqIzMNc"
    "QARnuQJnOWrrsujHnMXDPeI9iin/ulVv3RwmBbKoOFQN5HyOSP+22213rxrIvRiRb0p7KF"
    "rcC15HfNj/7nRyr0ZkcNtsqmqLD+Vfjsil0u7wJudzRJpKt6l2RJN/WSvFq6XbNp4vigSE"
    "hCjg4B5/e+51Y7a0ZBtzKp5hEgA0ESBmUloIzoAAwEwGywgH/SJiekABcCa3Sryg2sQkRb"
    "IFRIkA1ASo7KAhwfNyZuppiHoUMTDvOcnO4DzaFaBZUSa924uOim76arM9aLtijO+oJW5G"
    "j3d9VenE0/5Kp2sGvClTFdCVoosX7KCWfzXw+8NCkNis9CXdyNMzQgjRHeXx60y68xL809"
    "asJdmAyzFS4HOZ+TzB+mRmELxRsvkIaQUdt6vEaPZCPmzA5BAZvMhl5u/KtB5xUctkhAhM"
    "k3GN0dimGsV/SdTbxkOG1ihEVqFkc/84OXn//uPJ8fuz89MPHz+enh/758jkrawD5UX7ip"
    "8pI2+KTL00fixitvH6b8Vqsz5eb282m51kwGdQGGYhWdOnAGEzh7BJbf3hJaaah81NNftZ"
    "PGoMnhulr/JU9eKCW1I6HW5E6XRGhLUM+D3+wa0zN0q7z20z/HNEvvXbQ3ZXfIxIi22IDd"
    "Ryt8XXt7sQM83KliLumHs3rBU0qW248uykKAS2LNNi6G1eEyI6Qpnfkduucjv8rHaH7aYi"
    "yjrEGkbkste/aLdaareB/MsR4WNe9m67jMK/HJELpaW1WZPz6Xxv3vYHvb7T5lw77X31X7"
    "fsROnccL+MSJtxpsOHcC+cJ7Hlq/XdeZK4ZG9yr3vZafPyFN7ViCjNYfurqv2zd9FAwTVr"
    "7w/VS9agdXrNL/x/jDWwp3Y66pXS0a57X9l7Hv7G7rXU65veUO02v2vX7cG1Mmx+Zn0krS"
    "My7PW0Zu/6pqP+JopseF/YaqP2B+0BA1Rj/2j/uxbCL/WWazPWOu3r9tA1GztfGIK3rSvG"
    "0sEN4xSDMPSN/b+MgeyfZH9H5F+3vaHCDdXsg43HWOqMwGEIf2O/nR3we7dsMPdCYMz+Qf"
    "Zj2p2h2hdIh747XFS6g2+qy13nWtQI+crw6TNeXd4O3FohkZYRYdPsq9LuKGynEnPO+8JW"
    "3l7/C+vZ6fG5EfrCVmHG+k5brMTuFfuNn9udluZZzMPf2Mzt9L554AXX7D9V+hytK7Goh7"
    "7w2cf+sa7S4dPPuSrHeu+sJ3NMaeqenRIiGics8Vq04RZwcpxrD+DdUhF3bsowF1FMAoak"
    "gJXlPyShBkeiAo5EvNa7U1kpCXx6pZEoVRXmepb6ZxeVRixMpUUw0j1DA4oXeYYeDu47cQ"
    "EVSVzZ71xgiXJsffrXgBJWmWLuitZmCWGilKB2LrPa+d4gBp1uxOYYKfC5zHyGmtRV5XJ5"
    "cjoqrv+yPLWjEng3Z2Z41EJu0DkzPToESFRuYSM0EI/IsTFBd88iEaNwnufFEin7ynrNzS"
    "csbrDO6FdRfsUdg9dfSUv6uIunSPI//i5AcEx6HhR/JJJChvZYSJtYirSJkEptq9bb4CXI"
    "i2ZAAWBCTpU95lSBJB5bn7AHEjy1e6+N7SXtf03/orKBu51JOjVpoWB8r38VdK8xO8PpaR"
    "4zw+lpupWB3yutAuqA5u9ByKwRWxKDcBMmh+lAK1FmDptLe2zON3YYCZGXeOWsyePV88W6"
    "x6PaPytdRq1dKM0vDRT6MiI3t0Otd3nZQO4F99Vy/QgUx3vAcQ5wvALKGx0PfkTgRwR+RO"
    "BHBH5E5Tx/7MePCDxZXsuTZaEbsrxPGcW2fQoIqI7rVooWmYTakqlQgp26qhJhSezUN47e"
    "/TPWZ2JrS5iqox3qWdZqT4c/DfquNVh/46ZhbhWe6dRGYiVAtol05A6GqP7s1wysI5GCZc"
    "JNzKwncvSx1LUm31lYZ1/lJusdPmd90cJqWKTFk/ifD2CKfst6fkg9t+VN3lzgzQpIRwhh"
    "iy/bFh+zit9tkpUkTAccLjOHuWN9kTXR7w8LYkKAnJmbZeSKEMLrUubXhQ1lU21JbENSnm"
    "ZNEp8oKfC5zHzmR7/N4inChMDjMvMYrJdgvQTrJVgvwXpZzr1md9bLkmixB8/UxvMby0yJ"
    "t4rcr2fpsKnoqS2CrmtV2ApyejthTjriukM01SmysBsS9QmxUTCxkWWuKJpjnSBzaSFzRR"
    "CvfZjUVm9nyPWK6d/Dis6xhfXAYsTaIJKqFOrrKF8KicMRygo6/jJRUJ/0yOzZnQIHcqh2"
    "Z2vmmXq5mGzI9SglcL0sXJeIUu6vB1PVzspxPhmUPzmBZ4ZnT0CyP83su129KtvWzE518i"
    "DLO5Oe9CdEUo56kJUqmQ4OQm9BwSZ4xf7/gltDjAyiamNh4FhSSDwjChzLiohXIQh8J0m5"
    "Z2zZXxbUvoRpKojzeQ6Uz1MxPk9WqyW2tAB2uq94iKQS+O7DU7wkOq5brpHs47FpRXUxkt"
    "v1LA3XknfUrKBnrqRC3GPSd5h8MibYaqAVV06tdIp0+ogndee7YaMxW3Y/sb9LNtcmohU/"
    "YQvdYR63SJF576UBkmcW2t2j8ijEgrQpFmadqa1NdTqtsX5pyjJxi/3UP/HYTr8bym4huS"
    "v+zfg9UL+B+q3Uq++BKmJA/fYWuQ7qt70LWNFNMS+iUSoQWiERHOTVOpi8WpBaD1LrHdQS"
    "EBa+8k7aME0FJ+723bGEGqIIwj5BBeHdTQnEsLKiANBxugrivf11mKe2XkpifXIXRHSp91"
    "hj70btttrdq4KqF4+M+9yKixFxfFaFU7B7Fc/XFVfqvc6SoxO6kq3q6brxgKIKPp/7zqHi"
    "lL8osvQEFFXAe9fz2SCLpa3Z5iMmRaIM42QVquC8vfhrkTypOLYJOgBXlgxozIvibDh9U6"
    "gBaAnQTM7RllQiGrbw2JjrszSLcEAWV1Y7dEcu/eFBnIFfS222r5XOryfH9XfHseJf3vr8"
    "IXHKdvNYFNrlAhLY5tZvc5OlKM1OtHmRZSJGBcsDZBJ7O46CJfFP+SaSZNUkrinunXqWV8"
    "oq6JMj4MpaEsJY6ibm4n4iY0wp0gn3AcGEe4aIPF93WLfrXkEqbuG/0yn+haLxzBw/ysKu"
    "tjdwHl8TPgp4epTG02OvBSzKrTPbSQWLJ2zJgzHSIQ6RVBDl7R+f6My0ixyc/P5gzJScme"
    "6WVOIhngqm1x0SOsWBXJimLCNwetCQT1COkCH+vMqEDEEhofR5f5iubXkcGr2zZkGWh8iA"
    "32Xnd0kkwS5eObjF5EDRXs+SAonXI1dMwj3rwV38RaAAdxlEv5qW08C9MnmUALZEzWH216"
    "CImF7Hv31CP8ZLi5rWD35jggnF8mCEHTxDWuSYPTUUXCDIJGWOLdO0Y314AEFhEfLCeEi3"
    "GMmESMkZxp2EL5Med38Y/MfJyfv3H0+O35+dn374+PH0/Ng/zCRvZZ1qLtpX/GATeZ+9kw"
    "7knt6Tt1bkNckLaIQIII3bjZyFpNAaEdBUSW7cy1IRmsv4r2KouwQA+caQC8wSmKern7z+"
    "FdQ9bd8r7s6cSLQl6TK+13//Iv7rrMk7EeZfKRzkcEx4RbIFBafrvGCGSADNeGxNUV0DqB"
    "lAzVAk6afNZkBTZJeqyXJ+hm7XM1N+8o7aOOiZS/mwwNa9ac3xBM3NJ9wQhuAp27NM65mr"
    "B3gagmckhkbODJfrFzYbJldmT91id93FyUs1EJItwe5cFrsz6Ai2uvHM9fHUIIXO+SGSCh"
    "71t29mjqwtuedsmAhmbTxj+ZM0lVNGpvKnKiVy2nnIlrm0xoXWhICiggDvakkopFzxKQDg"
    "PAFtY3YoLLjkhmlAPgXNya6wBFkfZP3dlqnmfqCUTYKWOV7O+cFHIvEnO9Uzy1V73bVJuH"
    "8e93P8wAl5hWhebONTuEIHZqKEaEUmGUucCgpTS90FQvIfneonp2cSZwEo7VGSdRJyC8I6"
    "CrkFq8x1SWwW5BbcsSeQs+0l0MwQ6H2KCsqb29eYiM8C8Hr9KwjuTjI28VNeEt/09DRe/0"
    "rgu+/sNN5x6U7ioZK+/kapYAmGkHIIKd9rSDm+m5rmY00WU+7eqmcGlYc6rRfrmTg5mVg8"
    "3DtUdfMXKkIAKNItjETBTduUCPX5aUdkRH5QjIn205j8EJHlzlfxjQcRMILFTB+zKyLcAW"
    "bmg1fIwAk5cNtNa4JFKMLYnM8Z1XZqfsa8BKISB2gOQHNQ+s3tQGVI0By8Ra6D5mD/br5Q"
    "FJT/AigKCkVBQTA7mF0heRiAoqBQs+YwMAVVclACNI8m+TxdkXye0CMvrUKVFdzuFYT25P"
    "g4D7i8W3rWMnFT4pnrDlbgiBMje9Ex53BWhd1kLML6jB1KKB5bMhfTdJtJgrAS037fxhNz"
    "xiHckAVS4ipkQn4dLnAEtSWxDcmin320l9HDAb/MB3yDaphwmGUZfExzhnWSoluPEMaYfM"
    "cod7XoeRr3/TL2otfrRHh60Y6/T7fXF2r/13exRO+SLNkGFbhpFtZpWqrS9SV+JMOUeMmr"
    "Ddhcbn5WW1rv8rKBwt+82j5aS+20v6r9tjrwyvyEmpxe7e6Vdtnray3lu9sp3DIiV+w1aa"
    "Ar92V5/YAKzwgnebkyk7AEVJCJRfY25kx+g+WKi7XY7xv6HedY3TPuvByFKKiiWWzXSaCf"
    "Cn2CrjIM2JoanEPEnqdRg8giDbNPZwliOJqV+WjGiwBo7jtRXMuepAZul43b5XKBUtyy0+"
    "meUEpQmHqtQ5QWqmKdL9uJWyYU3ZsW0hEb1+CJSRpoxb2dxuwHIf7v1hG7LZpW3NtpZZnk"
    "QZ725IXj5fFy8gb10504/zL4L5XCfwl8Grbtihue7AVsgWEygDUR1+yvkznPySGKKkmHWz"
    "skQ6R4ZU5I5SjbVzaubvuFSas1nq4kSSsvDmUQG9yTjy7YEyTyeboJK0xTYjVuaS1X2LJk"
    "CcYzUlt5BFVAO6rGPs3lo3Ca4aJwmvRQAH+/qu6x5dJCtFxxoZauhvC71PPoISbh3rkUEc"
    "KrRqgNTPbNHeeTiIcyJqx9NjNXFN1b5twJmFqZdURNJyrLsHkhlrk+wSm5Wbb9ABHr5UoE"
    "oggMp7jH7BYP21pNTZ7elUeGTSijraMf7Jdg+oN1Myl2hhybSxE3xnlI0YPxxKuTLhe5tS"
    "Ae0pAH5vXlSojmejtxPRDN9Ra5DtFc4K9fAUyjh4a8mEapYKKmupEXEoUjVJVwX36dOkTp"
    "6p2UOkSHCe6+dTuiNIV8Qq93k/SJ9wd97Ubtttrdq4LygUfWQO7FiLjuj2qrgfxLz13S85"
    "GMS5iv4+h4IFasQ/HzEkJ6ATD9/gBlHErCFmXPGWUDMUhCDirM8og+SYnX1h8x2Sx8JUYK"
    "fC4zn1297qYmiQgtcLrknAbTUyW5/Kqmp//+f8shy9E="
)
