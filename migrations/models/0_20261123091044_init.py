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
    "eJztfWtz2krW7l/p4svOVPF6HCd2POTUqZJBdphg8ABOdmYzpcjQNhpDi60WJp73zH8/3a"
    "271BISBizk9QWkVq8WPKuv6/q/tbk5wTN6pGDLGE9rDfS/NaLPMbuIPamjmr5YBOW8wNbv"
    "ZqKqHtS5o7alj21Weq/PKGZFE0zHlrGwDZOwUrKczXihOWYVDfIQFC2J8ecSa7b5gO0ptt"
    "iDP/7Fig0ywb8w9W4Xj9q9gWeTyE81JvzdolyznxeirE3sS1GRv+1OG5uz5ZwElRfP9tQk"
    "fm2D2Lz0ARNs6TbmzdvWkv98/uvc/+n9I+eXBlWcnxiimeB7fTmzQ3/3TgvKaprW7Q21gT"
    "rUtFoBgMYm4eCyn0rFv3/gP+F/Tt5//PTx/MPZx3NWRfxMv+TTf51XB8A4hAKe7rD2X/Fc"
    "t3WnhsA4APUJW5T/pASyzaluyaENkcTwZT88jq+HZhbAXkGAcNCr9gHxXP+lzTB5sPnQOD"
    "k9zQD0m9JvflH671itv/BXmmwYOKOj6z46cZ5x1AOU+aAqgLBbvYLovj8+zoEuq5WKrngW"
    "RZe90cbO0I4i/PdBrytHOEQSQ3lijG30/9DMoIm54gDQzgCXg8FbnlP65yyM6btr5fc43M"
    "1O70KAY1L7wRKtiAYuGPR8gr5/DM0mvOBOHz+udGuiJZ6YJ2Za3eSj+ck8XqIT/UEAyf8x"
    "/3/ekrUwhuYjJtLlzHuWvaAtDLYQedXWrWk1BS0s88HS579RtNKfkUEaiC6w/kjRvWkhtp"
    "yhOZ7fYQutpiaa6xOMDLuOVoY9NQi7pIiOTcaRo1qMldttef0K+0fNxvpcc5bIsYV599Z0"
    "u/avQkvv7W27VWDtXS6NyRGn2WRUrV+Ca//nfknGnFVIN35RevRo2EfGhB4RvPq/tf2PNj"
    "GwPpz9JT6IBALZS3KIIwnQW+yJbcxxyqwWoYxPbC7pkXdxgNNbjf3BSY/Mnt0ukMGAYfta"
    "HQyV65vInNdShip/ciJKn2Ol785i86DfCPreHn5B/Bb9s9dV41z16w3/WeO/SV/apkbMla"
    "ZPQr3VK/VQiyxiy8VkQ65HKYHrZeG6h1GI7e6vD7guvgvsDL36FdwanufZGZ6nbwzPE/tC"
    "Z1Essi0MKGBXWHBXGAZebKq0qU6nRfp2lGo7Pfx1z+6R/n32MUf/PvuY2r/5oyjMU0N26E"
    "kH2Ktfwcnj/VmeY2V8og+dKs/i4OJfC4N18Q3W4yhlBdfjw11/k9uumU5tbUk32njFabfA"
    "and6Ak5vn9MWfmILzCZ8jlICl8vM5Qme4c2OUVFK4HKZuewJOu6etWKiqQThNqVU5WXwWm"
    "lUaO8eiAbzghoiAThlAvIoukloL00LGw/kK34WALfZ79DJWHbQd+XbQ7eZw4Q0KA1mSUtf"
    "+XLncIdi/92ZmAXuyqCptNRaylywBWBvKT7Ew1BeYBPTnxzeV1LoLCeGrRLbeq7JVDrB03"
    "qmUofX07Bfca1a5/vURBNjglZT3Ua2yb6N8RSZd//GY7su9C+MnCKbP9YR75porj+jlU5E"
    "9ZlpPqLlAs0YsFZStbP11guqd7hap45YkW4xglAh6HrKoOuB1Xarmxc2lkyrIJ5hmhcAej"
    "i7/WJ4FjQOCigqKGXcvgjXnZYFSAVQjpEB1PmhLjjZholgdvhvTNZi68asiH4toNi/fi20"
    "a7hbGjPbIPSIv/Y1dgw70boVF3lVVkNxoBYDaXYiJbG4uxY2aHRqLGqSA1roaT3rgDaP1s"
    "thdrdkh/LfKLLMGUYGcY9Jn9FPvDDH05/owTJXlB2sMHFPWVMsSMRBamKi8VQnD3Kzuy22"
    "LDmX/VFbuuIEIfb510sM3eEEBtZ2MIuCtR1w/QXWdnyelx+zVLKcJ0TEUSWwS1vms1at97"
    "2r9htIfI2I0rpudxtIfI3ItXp9wR863yPyra1+5/fOd3xxzHNG+3CS44z24ST1jMYfxYxu"
    "+Lqb5FCql5dff72j17a4cryrYbcVRy9QhL8tRTjIj7cq0eD79YJwhkgAzmzlt3caAh1tlo"
    "421KHWK7/BnmAr9gSvI0/p4zFmf7omEaZ4j+pZkhQrVGmtGGU4xUgndIUt9IgXtqN6JsiY"
    "4PnCtDEZP7Py5wYroMhku/86oqanlrbwYqY/I34w4KpqPEf6PRv106RIZWdvkYpXwnrukB"
    "aPvSEhbPkDlN6lEbnApqUqSu9qAsrnjwSW6cpYt3qZBQMbKmFPckVrOMmI1nCSjNZgLjgg"
    "Bc0KIkQVRHr76m6DLJZ2YR+8KBUAnQNoNo/w35sAOV0LHlCAFjwiaAEtOEjyS68F72NxKk"
    "mNPRN5Xs8+v4maRWLQ9Ahm0wN5ROY9OzFRdsj/H4P8Rrkm2iC80G0TiTbpZ7SkrIewqtxN"
    "kZ24MMLEOV3xUDIzzN4zN2bPyYPcLl+Ux4TZqc53qMJ8OeRTC4e4UhziQG/+VuZd0JtXme"
    "t59ObBZFxgfo0QgYwBQqS8xuEMonhs0o9LPj9JlqXNAnhA7I4D4S/E7ngLXAa9EBizlAtO"
    "MGYBY5ayQVpSYxaBukQc6nEjXQzqsT2fDYuNiU7sBsJP2Hrm8a8fHPsRLmlUbtqu+cgdnp"
    "nkgfIQClwWyV8hN1Z5WXNbzmYBwkoQVu572jlQsRUIK98i1/MIKyGk9g7laRT/mcT2wnhI"
    "9dBxCSrjn/O3k5MPHz6dHH84Oz/9+OnT6fmx76iTfJTlsXPRvuJOOxHkk148IsQsW28lUc"
    "yzUI+QAfabYQ8eVFUVOhWwJAnn8HKzBcnGokt7+bWPZ2l2ipLcRAe2uqQdUSPDJojv8EKg"
    "ogElqghVxADohWjFzY6qgtcuZRZC+CaRWXhCuXSZhSf9y5U1jHVik4jUXdyOiiKDSFOApV"
    "QDGQPIGOC0CTIG4Hp5ZAx4Lg18ly5k8AkqZ7NzcppHyMBqZeTLTYgZyi/Dqe1qcYrlNTrJ"
    "lS/3JCNf7knCA2uhU7oy2eapqPlZgrCCMrOd5H+emWM9LfRQigTHp9hjn/7PdD+9+jwHwu"
    "fpif7i6IKgBgQ1IKgBQQ0IaqoqqFEsm/2PsX2t20vLsOUJQuJ16plpQtza2jxcPUeyECGE"
    "4TFNvBYcD7mFZfKUHsi0EF4Y1OQp2ikrn1j6vV1HS8YsC1n4ycCrOq/E1vdHPJHlC9n+C0"
    "CCBBIkkCWABAm4Xh4JEti6bzdkD/v18uP1+si+Hm2ZhRm1i/ZFR20g8TUiA1UZ9LoaOxE3"
    "UHA9Ir3bYafdZfXcC1Zz2Ov/uOgp/Rar6V+PyE2/x7qvdqM0vzZQ6Ca+IclznN9+HGDGKX"
    "sp2WfnY2hAvUfZSauvXA4L7jccogYSXyPSV3ks5gZyvkek02t+VRnfnO9ycMbZVm6SLDtM"
    "CJKW8ixNyR2JyypZQs301SlCBJmS4jGingwqDXmWasIXJtmfBd/7Xe3kILr563fYg5uIXE"
    "FHwX1ylAqmopjyz5EjFcQ0SgXHj2zfUBetJMCFfRlvgpYOE9i17ozRnrXeSdQd3VvAVg1a"
    "OsiJYC200YmwTM6i/Bynj2259WXwsJ4lwR9HquW3wzTvhXMntU3r+TOiC6w/sgdIJxNEly"
    "IvN+XB7bDFvT0NG909I0MiqN9Ce3ni4EWHR1TOy4PjgeQeJPelXgcOVIYLkvu3yHWQ3INo"
    "5NBFI05SWkn/TA9IHiKBiOSRaWgbEclBVvUWZFWCV+z/F1waYmQgrTo0R4C9GabvxBVAnx"
    "k6xRJNa/piESIpx2LB31eZxeLOMvB9kR7vE1TO9+XkOG/6ocz8Q8k+v1hg3fJkg3lxjlJV"
    "DuzzfGCfZ4F9LgHbEZKxOcMulFMrRgZw54Sbi2cfLHOZZg2VModEqCoH9vucM8n7zKnkvW"
    "wuWVjGXLeeOZamJBxoRgePE26Eesn2fFHYs46tHuSfUuH+lAw9xd422QhsCSnAvQZu0BOD"
    "nrhMysw8euI83oGW66C1Bb83X1HZD7VZIRbE5LQzobKQWQUCaHvyg5ODl6VDj6OcQ5+uWX"
    "GaHG5xui0iI/uNcOc020Q6Mblqu44oxgTdW+ZcKMvvDYvaMue3TZvZhiqd55mj5tIa48wq"
    "tm6xl2igfAfle+knqQNVw4Ly/S1yHZTvoHwH5fvr61NA+Q7K91KvCqB831OOUg5EAs58Pr"
    "gebZkV8bVL5brd+dFAzveI9HvXSnfYbjaQdzUil/222m0NvrRvWD3/mtVtf1M6fUbsXozI"
    "tdod9vpOzeB6RJROp610m2oDeVcjMri96PVb7S4bPA0UuhkRtates1bFF3ff7ivdK7XPnb"
    "edqxFp3g6GvesGcr7jh+g8ouIduAXrd7hQQEyfoHLaprM8qqazdD3TWULJFP5ZBSCOkVUO"
    "6F3ZB7C3YUKlCuvUXXGEZn/b4tMD2RaDMmkHy3NEVpkX0wgRQBrf8fiy3QKQRogAUlB5vp"
    "ZrrDO2twBtxAOzouBGJsIcuWnFIAdsc2EbmRHL5HfsuXxLNKYhb/B0HWnI+Xy9UrRHsB+q"
    "MxzC8zP6aVoTbP1E1pJQR5v5Hq0M1luWNnrQF7QufjdaTY0ZZgDrdCoLFbqD9iFSaHkW0T"
    "qoPN+Q8gtUnm+R66DyBJUnqDxB5Qkqz9eeQUq+KoDKcz+rgzg4FVga/PobrQslg3DbK4Nt"
    "2MWSXvkEVdRV5VNVZWmqEh5Ryzn3ISuCcIikchh/zKcP/JilD/wo0QeaS3tmEElHbpnj5R"
    "w7Iz06KwQUMZQdwQOPFWdgeuRleKFHXqi+xUwnRzfsg+DJoccn3NuGZ2xaWMO/FqyKfGef"
    "yigJZU6GxSiPmuxejTQEPMvimfMjC7AqIMjJIYfAk+sOfHLgSyZfbAaNfEXJl3hh3+t3u9"
    "VRC64vgqaB+OeINHt9VVN/v+mrg0G719X6qtL60UDS4hEZNPvtm6H2vd8etrtXDRS958/V"
    "rqp12oOhprb8OvEyr95Nv9fk7Qe1ghL+y65vOio3EPOu4iqAV7L1YodzrgO6N6z5ZqkgZA"
    "3AabPMp006ZtAzni2JhNupp6MY1f5kZ8cHckJiE6bFBS4bwiunBpgTIkpzvnAkW5sBnUoP"
    "UMehxpRN1vrmUKfSA9TpUM9lgQyMhxwgz2Vx3A4X27+dnHz48Onk+MPZ+enHT59Oz499kJ"
    "OPstC+aF9xwCPrLZi1gsFgue2uthUjxc2JbMgCQxbKoC5JyXyQe/js0ChipXohVAPeRoW6"
    "5k7DoHgjWWLGFxrk6WZ8oTklT+IQkdoDmQQZNkUr/VlEJOHWdpOl0CN/Rj8p/vMnEsogKm"
    "qxNgnVxVNaRz9nOjvxEryiP8VTR0AVP83v9k15IqSE7EaiFkN+7JOgQkpwlKCCr8yRPPMF"
    "RRBFBUwKSz/HHahxGZgUvkWug0khmBSCSSGYFIJJ4WvPICVfFcCkcE8+xQdgBbfLbdTuk5"
    "iAHdxe4mII4UQS5CH+laqfNCsDcdY8r/4+zF5x/Wm+0+teedXjy3BCtWDrDyZxdy15+3WM"
    "rALA76tvPxebpH0CgDhv2h3L1lJgTjX6i9DktPvzabj6YeARV2bnsRsLWn1J9ZnGDlFGIf"
    "PZGFle29kQ2VFT3DS9JoBPmdaZWKcMYN0aF+BSlCiv9axPdDQQl4pDDvzJ4g+em+IkVIxB"
    "Maq8LgMB1ZHqXAOPcvBoppOHpf6wsZFzmH6Pi/9/pgWX/9o/vzTQf6Y8omQDYTG5Fs5Slm"
    "MfcJ6enyy5yTow2/KWMlS0Zq/TUZvcbLsoA8Jm5rGmGihWEK2htqIV1NaIfO/1Oy3tW1v9"
    "rl3ctjst0YqkcEQ4/Aoj6mvXSle5EhWTZaxj3LQHvZaq3XSUblfUipdE6wQm7bLSoG6zry"
    "rRel5JxED+il31lYSNfFBc1JxelDV73ct2/5ojKCvNZ3qvdDqaKB1ogRW+pNCp6f7LeN1E"
    "MUPo95te34XGu9xkYG7fqH9uzDBbY2RubvnGZ6QBGKMwRmGMbnuMcufQFzneSBsAnUyZdT"
    "IU/5nkcpZtt0sAJt2bmXT79nPFUI+QAfabYe85wRf2GYnTVYYB2/MVcVzT2aS/McjpLQDc"
    "Cb8+cJfcBazgx7e/CQP8+MCP761sPLj7xBPW/m3eFe7nMtLKsGF7E7frIiBLHp1uWBalAr"
    "syiZ9kyb35ymaMlsudz08+va308FUFKpwnfFtYVTUrvOSc+0LI8oeHO0iQwKl2HUC2PsPa"
    "XLceX4oSb+iatVNVpJ7YVM6nlJfB9M1ppaogrUyLAfNk4NXLYPrO2/nGmlFn2LN2qQpeu/"
    "Rpd+YqiUe7P4ml+7NTv0oeb3ZeWSSMIV76mM/op0E1TzryExkUicMMnqC7Z+FHvtAtxkue"
    "OAaz0SSKhEGG1Il96y/I47sein0BHuXgUV7uGeZAfYvBo/wtcl2ipwaPcvAoB49y8CgHj3"
    "KwXgKP8n2vDpCkZpumGuA8vg/vT2LaMmluOsg+QeUgPssH8VkWxGcSiMe6zFc8Y4OjS53E"
    "X2l3w99Xmd2NTsZTUzJFpzs6+wS5s5twqxqHzBERKn4ThzWh7503ouOJTEtFGBSlyuuLHl"
    "AdKeL6xm0AeJTFo0f8fG+xa+3BMpcy3XIqnySUOXkVozz66t5f+Q0Bz/LwbBNubcSnO1O3"
    "Jj6bLvgdcGkdlxxH8QIsCghy8sd1S19Y5nxhH12LuxtxA9xZG99hatrsX1DjoQiLYlR5dx"
    "AB1dGAXbf8BoBHmZIrQ5+ZD8siYWzCJDm545EctUK0wJjMwWMuyWSD0RMjyzt8QmRHA34D"
    "AyjnAFpawoZE88zXi4wkGW3eIRWnPWq5JWqoMeBdpdJD3qjd1gZhAVyyBnIvPJf0pD980h"
    "U+4d0ecmz/qv647CvX0YYkhaGaoeaSZSNy3Rvy/JTh9hJFfq1QW/GSEWm1lU7v6jb62ySF"
    "7H/2brstraUO2lfRN6c8iFGEAZKWB7kvW0HyS1baVdXWQLu94bqNBgrf1XKNll076IdsnJ"
    "Jj5MI0Z1gnKaZGUcrYALljpLsaIX7Jfmeni16vE5mdLtrxqJi31xdq/917gT+rZDiJjIr6"
    "T+3Weapky8HWXdNcV99i6rsoFRh3QNY4yBpXIjPm+gZZ4ySTwhawrZ4LSxzb6FRYNCPfTu"
    "3Nfa8Pmc152CUkw+7cd0ER9XIYn4sfh+ypbqOVTtFcn2B0b5lzRM05tqcMcufhlD10DbAQ"
    "NVgn+ox+8rCxWBP5z6j+TNFqionM/nwn75CYoP/BgLDYbXgi5xeWiJfqWKGDifqrrxKcEE"
    "zU34qxMpiov0Wug4n63k8x7tonAElAmpHcJkpWwRQ32xcrJbcZefpumAh6bwxSf7OWt9/6"
    "BBXssWcf85gjfkw3RvwY77HuFrgAvgEFAJwD4IVlmF4Mlk1UMWH6MgNe+9K++tJA/HNErt"
    "VW+/a6gZzvEen0vjcQ+yiH8N8/OkpE/xkxvCJk+3Pc2r0Qes8xvMCh6C04FIHsHGTnZZLv"
    "5pGdv4581wtXI5HuhiLZpMt2n0KV8kQVsVnnmCBK9AU3LBThPxxJ7G8UeTY4dWSbiOu5dQ"
    "sjnUz4rYUFqTSQyDbazBM7RC7HDYn4GAWIb0F8e0AT2IEK8kB8+xa5DuJbEN++4qAB8e2h"
    "9V4Q3+5UukjNpTXe3Mzbpy4z2DWl3UBKe0Sule6t0mkg53tE+upNR2lyy2PvipcNhr2+yo"
    "vEBZc9Nr9y4WPzazmkjww9PCsyInyCysVXOMkbwSIrgEUc3ztzIhG2pwdX8OrvP7hChbxN"
    "eFaFYstmQAFBgxJhD0yrIJphGsAT9A2gbwB9A+gbQN8g0zck4r5LFA+y2PDpGoggIr2GQ/"
    "XXKiN6BCOuGUD6nbm0kT3FSDTlWH3rQq3wjBYzbt9tSCzIN6Bfr2QAhQEoDEo9Ax2o6BgU"
    "Bm+R66Aw2Pt5B0KSQ0hyCEkOJ/rDWhWSmwEISb4TdXKqHnm9vugQlMk1ta80EPsYkSu1d9"
    "VXbr78aCD/kge4abbV4Q8e0UZcjMhQbX7p9jq9K1YYXHN901W7ydVN7GtEmreDYe+6gZzv"
    "cuiSbMOeFbMK8AjKzMINtUnvT/Jok1itVIDFs3gie2JjWZ7pdIxDJJXT2L3PGXX+fWbY+f"
    "eyuPOQK2GLW1aQhoM0HKTheaThSpuhf28IdBNi8OBhPUv+rRs8iLJfL4cRPpdf/EYRo3oy"
    "2DRWR6LVOk+uyX4Bz2jOri1jjKmwlKdYn+EJesTPMuv7lzWWy+w+ELdExatgYQ8C89JPUg"
    "cqOgWB+VvkOgjMQWAOAnMQmIPA/LVnkJKvCiAw38/qIL4TcGakQ3TrV1DCep5H9HeeLvc7"
    "Twj9vDNrEYDDNBUEeftaAiEOKIKwT1BBeHeiJbjTKdaWViGQwzQb4Vyy2TYK82kuNcFphp"
    "LgVKIiWNqLpa3NpTGt86kwY03sUUEzdPMoFNFlcpoG4p8jwvd12qD5Rb1WGih04z7pXfxd"
    "bQ7dJ87NiNz0e2xHwT3kvKty6C0DyaRkP5qWUShKJE0l5C0N9Igu8PjoJkKx45PDml9Qmb"
    "MElyTz31OAcQGFlGv/Nu94MkJXFeLX3Qu/JO+uDKccQb/2iCX+kEP8K0W0EaWqwsqUdcZT"
    "fx9m4+4f8Tq97pVXPc6MRH5VbWoUMxoI01QB89jBIc+5If3YIMne5P3gBMTrkjeFCCF3U4"
    "HcTZyf7MXjpWVhMpbMKKmyUgklmGwkAbYw+1vUptoCW9rcIEtZarIMgbSUGoBOAm2bj5hs"
    "CLOUFkB2QE7YyryORcfFcvKApV6N7pN6li3HXVBnrR3Hd8fNkOvW0Fx/RmzLTybIYHtLND"
    "eJPa0Le4sVr2U4WWx4DZvX4L6KM53ayCQYrQx7ymjG+myWtO/YxUtGZESUublkzEc8GuPt"
    "AE1M1jUt+hlRjBHfFf/VQYIdafLaiVTDEES8iX98PDALENAKg1a4bEtCJPCRMTdsbUklPb"
    "SFx8Zcn8lRjdDFNZAO4ZHbwOGtuxkIttRm+1rpvDs5rr8/ju3PvUPTx4SM1J6yLj01WWts"
    "kzKWmq6n725ktFWKdL+1vswOktQ2FwupIGzdETRMucczqLfoHewRlHVKw5ww+HSrsB1DnL"
    "aCBm9VMmUQW9gN1ooI3YvXigPi8GaLBT9KsBduAHSMEqBeB/WSCBP8icYPYEWynycJ97ci"
    "Hx/IcrzSLbKReVuEEKzbyr8kFGdxmA44XDYOl0Rm+HfzriYRGPLiepa08N9uhVyhznT6yF"
    "Nai+Qo7Grihi3jwjkniHhDSOxYD+OSOvHMsNE73gn+qk+svx4fH3/4izwK2vaafrE7GE/A"
    "EqoQ9TORVAgnuPMeR90F5e+IJmyX16HsEJtdgyejIekvqoZIE3zbwMupXOsB+La9Ra5Ldg"
    "Hg27ZbLcYrB4I4nN1yAUyjO4+8mEapANOYrWJop5YX0TAN4JmwsA72tbmHfZgIEI3pg02z"
    "KJ4hEkAzNt5tvEhCmW4f69Wvnm3s9pNCWdi2njXzvlBXDdFAX43Zc7NfX6SvevUr6D23/c"
    "4qvHok+pD0UAEBBUQKiBzqtuPdI+JYFT8vhKhg/ohh6hp15HZwduvv0TnRxr/sXXXhXTsT"
    "GlS7n5mrJMLr7HA8KvADKWKEExLX59Rgh0lAdx0HFNK9bdtuV3jCSBFNn3OjVHDKWL9x4w"
    "pP7EgMigAdIwOk1yO9YpMnLrRFDijKsUXm76vMFpkbSEu4kd7lfYLqdfbt7+bG5pM0LETm"
    "Zi4ggr1cgb0ctXWZ92PO5OEe8R6PKf+4VW/dGCYFoqg4VA3kfI9I/7bbbXevGsi9GJHvSn"
    "soStwLnkd82P/hVHKvRmRw22yqaos35V+OyKXS7vAi53tEmkq3qXZEkX9ZK8XQ0m0bzxdF"
    "HEJCFLBxj4+ee92YLS3ZwpyKZ5gEAE04iJmUFoIzIAAwk84ywkC/yDE9oAA4k0slXlBtYp"
    "Ii0QKiRABqAlS20ZDgeTkz9TREPYoYmPecZGdwHu0K0Cwvk97tRUdFN3212R603WOMb6gl"
    "Hka3d31V6cTD/kq7awa8KV0V0JWiixdso5Z/NvDrw0SQWKz0Jd3I0jNCCN4d5bHrTJrzEv"
    "zL1qwl2YDLMVLgc5n5PMH6ZGYQvFGw+QhpBQ23q8RoNiAfNmByiAwGcpn5uzKtR1xUMxkh"
    "AtVkXGI0tqlG8Z8S8bbxkCE1CpFVKNjc305OPnz4dHL84ez89OOnT6fnx/4+Mvkoa0N50b"
    "7ie8rISJGJl8aPRdQ2Xv2taG3W++vtTWezkwj4DArDLHTW9CngsJnjsElt/eElqpqHzVU1"
    "+5k8agyeG6Wv8lD14oJrUjodrkTpdEaElQz4M/7FtTM3SrvPdTP8e0S+99tD9lR8jUiLLY"
    "gN1HKXxdfXuxAzTcuWctwx965YK6hS23Dm2UlSCGxZpsXQ2zwnRLSFMo+R265yO/yidoft"
    "piLSOsQKRuSy179ot1pqt4H8yxHhbV72bruMwr8ckQulpbVZkfPt3Ddv+4Ne3ylzrp3yvv"
    "qPW7ajdB64NyPSZpzp8CbcC+dNbPpq/XDeJC7ZSO51Lzttnp7CuxoRpTlsf1O1v/cuGii4"
    "ZuX9oXrJCrROr/mV/8dYAXtrp6NeKR3tuveNjfPwHXvWUq9vekO12/yhXbcH18qw+YXVkZ"
    "SOyLDX05q965uO+rtIsuHdsNlG7Q/aAwaoxv5o/4cWwi/1kasz1jrt6/bQVRs7NwzB29YV"
    "Y+nghnGKQRi6Y/+XMZD9SfY5Iv+47Q0VrqhmX6w9xlKnBQ5D+I79drbB792yxtwLgTH7g+"
    "zHtDtDtS+QDt07XFS6g++qy13nWuQI+cbw6TNeXd4O3FwhkZIRYd3sm9LuKGylEn3Ou2Ez"
    "b6//ldXs9HjfCN2wWZixvtMWM7F7xX7jl3anpXka8/Ad67md3ncPvOCa/VOlz9G6EpN66I"
    "b3PvbHukqHdz/nqhzzvTOfzDGlqWt2iotonLDEc9GGS8DJca41gFdLRdx5KMNceDEJGJIH"
    "rCz7IQk1GBIVMCTiud6dzEpJ4NMzjUSpqtDXs8Q/u8g0YmEqTYKRbhkaULzIMvRwcN+JCa"
    "gI4sp+5wJLhGPrw78GlDDLFDNXtDYLCBOlBLFzmcXO9wYx6HQjNsdIgc9l5jPkpK4ql8sT"
    "01Fx7ZfloR2VwLo5M8KjFjKDzhnp0SFAInMLa6GBuEeOjQm6exaBGIXxPE+WSNktqzU3n7"
    "B4wCqjdyL9itsGz7+SFvRxF2+RxH/8Q4DgqPQ8KP6VCAoZWmMhbGIpwiZCKLWtam+DQZAX"
    "zYACwISYKnuMqQJBPLbeYQ/EeWr3VhvbC9r/mvZFZQN3O510atJCzvhe/SrIXmN6htPTPG"
    "qG09N0LQN/VloB1AH134M4s0Z0SQzCTZgcpgOpRJk5bC7tsTnf2GAkRF7imbMm91fP5+se"
    "92r/onQZtXahNL82UOhmRG5uh1rv8rKB3Atuq+XaESiO9YBjHOBYBZTXOx7siMCOCOyIwI"
    "4I7IjKuf/Yjx0RWLK8liXLQjdkcZ8ykm37FOBQHZetFE0yCbklU6EEPXVVT4Ql0VPfOHL3"
    "L1ifiaUtoaqOVqhnaas9Gf40qLtWYf2dq4a5VnimUxuJmQDZJtKR2xii+rOfM7CORAiWCV"
    "cxs5rIkcdSV5t8Z2Gd3cpV1jt8z/qkhdXQSIs38Y+PoIp+y3J+CD235UXeXODNEkhHCGGJ"
    "L9sSH9OK320SlSRMBxwuM4e5YX2ROdGvDxNi4gA5MzeLyBUhhOFS5uHCmrKptiS2IUlPsy"
    "aIT5QU+FxmPvOt32b+FGFC4HGZeQzaS9BegvYStJegvSznWrM77WVJpNiDZ2rj+Y1lpvhb"
    "RZ7Xs2TYVNTUFkHVtSJsBTm1HTcnHXHZIZrqFFnYdYn6jFgrmNjIMlcUzbFOkLm0kLkiiO"
    "c+TEqrt9PkesH0H2FB59jCeqAxYmXgSVUK8XWUL4WOwxHKChr+sqOgPumR2bPbBQ5kU+32"
    "1sw99XIx2ZDrUUrgelm4LjlKub8eVFU7S8f5ZFD+5gSeGZY9Acn+JLPvdzVUti2ZnerkQR"
    "Z3Jj3oT4ikHPkgK5UyHQyE3oKATfCK/f+CS0OMDLxqY27gWJJIPMMLHMuSiFfBCXwnQbln"
    "bNpfFpS+hGkqiPN5DpTPUzE+T2arJbY0AXa6rXiIpBL47sNSvCQyrlsukezjsWlFZTGSx/"
    "UsCdeSV9SsoGauoELcYtI3mHwyJthqoBUXTq10inT6iCd1596w0ZhNu5/Z55L1tYkoxU/Y"
    "QneY+y1SZN57YYDkkYV296o8ArEgbIqFWWVqa1OdTmusXpqwTDxiP/XfeGynPw1Ft5A8FX"
    "8z/gzEbyB+K/Xse6CCGBC/vUWug/ht7wes6KKYF9EoFRxaIRAcxNU6mLhaEFoPQusd1BQQ"
    "Pnzl7bRhmgp23O2bYwkxRBGEfYIKwrubFIhhYUUBoON0FcR7+/MwD229lPj65E6I6FLvMc"
    "fejdpttbtXBUUvHhm3uRUXI+LYrAqjYPcqHq8rLtR7nSlHJ3Qlm9XTZeMBRRVsPvcdQ8VJ"
    "f1Fk6gkoqoD3rvuzQRZLW7PNR0yKeBnGySqUwXl7/tcieFJxbBN0AK4sGNCYJ8XZsPumUA"
    "PQEqDZOUdbUsnRsIXHxlyfpWmEA7K4sNqhO3LpDw/iDPxaarN9rXTenRzX3x/Hkn958/PH"
    "xC7bjWNRaJULSGCZW7/MTZYiNTvR5kWmiRgVTA8QSeztGAqWxD7luwiSVZOYprhP6llWKa"
    "ugTg6HK2tJCGOpG5iL24mMMaVIJ9wGBBNuGSLifN1h3a57Cam4hv9Op/g3isYzc/woc7va"
    "XsN5bE14K2DpURpLj70msCi3zGwnGSyesCV3xkiHOERSQZS3v32iM9MusnHy64MyU7Jnul"
    "tSiYV4KphedQjoFAdyYZqyiMDpTkM+QTlchvj7KuMyBImE0vv9YZq25TFo9PaaBVkeIgN+"
    "l53fJTkJdvHKwS12DhTl9axTIPFq5PJJuGc1uIm/cBTgJoPonWk5Bdwqk3sJYEvkHGafBk"
    "XE9Cr+5TP6OV5a1LR+8gcTTCiWOyPs4B3SJMfsrSHnAkEmSXNsmaYdq8MdCAofIS+Mh3SN"
    "kewQKdnDuJ3wZafH3W8G/3Zy8uHDp5PjD2fnpx8/fTo9P/Y3M8lHWbuai/YV39hExrO304"
    "HY03uy1ooMk7yARogA0rjeyJlICs0RAU2Vzo17mSpCfRn/WQx1lwAg3xhygVkC83Txk1e/"
    "grKn7VvF3ZkTibQk/Yzv1d//Ef915uSdHOZfyR3kcFR4RaIFBbvrvGCGSADNuG9NUVkDiB"
    "lAzFAk6KfNekBTRJeqyWJ+hh7XM0N+8oraOKiZS/iwwNa9ac3xBM3NJ9wQiuApW7NM65mL"
    "B3gYgmckmkZOD5fLFzZrJldkT91iT93JyQs1EDpbgt65LHpnkBFsdeGZ6+OpQQrt80MkFd"
    "zqb1/NHJlbcvfZMBH02njE8idpKKeMSOVPVQrktHOXLXNpjQvNCQFFBQHe1ZRQSLjiUwDA"
    "eRzaxmxTWHDKDdPA+RQkJ7vCEs76cNbfbZpqbgdKWSdomePlnG98JCf+ZKV6Zrpqr7o2Cd"
    "fPY36OHzghzxDNk218DmfowOwoIUqRScYSo4LC1FJzgdD5j071k9MzibEApPYoyTwJsQVh"
    "HoXYglXmusQ3C2IL7tgSyFn2EmhmHOh9igqeN7cvMRHfBeD16lcQ3J1EbOK7vCS+6eFpvP"
    "qVwHff0Wm87dKdxEIlff6NUsEUDC7l4FK+V5dyfDc1zceazKfcfVTPdCoPVVp/rGfHycnE"
    "4u7eoaybv1HhAkCRbmEkEm7apuRQn592REbkJ8WYaL+MyU/hWe7cijvuRMAIFjN9zK6IMA"
    "eYmQ9eIgPH5cAtN60JFq4IY3M+Z1TbyfkZsxKInjhAcgCSg9Ivbgd6hgTJwVvkOkgO9m/m"
    "C0lB+S+ApKCQFBQOZgezKiQ3A5AUFHLWHAamIEoOUoDmkSSfpwuSzxNy5KVVKLOCW72C0J"
    "4cH+cBl1dLj1omHkosc93GCmxxYmQv2uYczqywm4hFWJ+xTQnFY0tmYpquM0kQVqLb71t5"
    "Ys44hBuyQEpchUjIr8MFjqC2JLYhmfSzt/Yyetjgl3mDb1ANEw6zLIKPac6wTlJk6xHCGJ"
    "PvGOWuJj1P4r5fxl70ep0ITy/a8fF0e32h9t+9jwV6l0TJNqjATbOwTtNCla5P8SNppsRT"
    "Xm3A+nLzi9rSepeXDRS+83L7aC210/6m9tvqwEvzEypyarW7V9plr6+1lB9upXDJiFyxYd"
    "JAV+5geX2HCk8JJxlcmUFYAiqIxCIbjTmD32C54GIt9vuGfscxVveMO09HIRKqaBZbdRLo"
    "p0KfoKsMA7YmBucQsfdp1CAyT8Ps3VmCGLZmZd6a8SQAmjsmikvZk9TA7bJxu1wmUIqbdj"
    "rdEkoJElOvNYjSQlms80U7cdOEonvTQjpi7Ro8MEkDrbi105j9IMT/bh2xx6Joxa2dVpZJ"
    "HuRhT17YXh4rJ69RP9yJ85fBfqkU9ktg07BtU9xwZy+gCwyTAawJv2Z/nsy5Tw5RVOl0uL"
    "VNMniKV2aHVI60fWXj6rYHTFqu8XQhSVp6cUiD2OCWfHTB3iA5n6ersMI0JRbjllZzhS1L"
    "FmA8I7SVR1AFtKNi7NNcNgqnGSYKp0kLBbD3q+oaWy4pRMs9LtTSxRB+lXoeOcQkXDuXIE"
    "JY1Qixgcnu3HY+C38oY8LKZzNzRdG9Zc4dh6mVWUfUdLyyDJsnYpnrE5wSm2XbLxC+Xu6J"
    "QCSB4RT3mD3iblurqcnDu3LPsAlltHX0k/0STH+yaibFTpNjcyn8xjgPKXownnh20uUitx"
    "TEQxriwLz+uRK8ud6OXw94c71FroM3F9jrVwDT6KYhL6ZRKuioqWbkhY7CEapKmC+/Th6i"
    "dPFOSh6iwwR337IdkZpC3qHXm0n6xPuDvnajdlvt7lXB84FH1kDuxYi45o9qq4H8S89c0r"
    "ORjJ8wX8fQ8UC0WIdi5yUO6QXA9OsDlHEoCZuUPWOUDY5BEnIQYZbn6JM88dr6Iyabua/E"
    "SIHPZeazK9fdVCURoQVOl5zToHqqJJdfVfX03/8PkMxQTw=="
)
