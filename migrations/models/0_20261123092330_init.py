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
    "eJztfW134jjS9l/R4cvMnsOdTac76Sz9nOccB5w00wSyQLqnd9jjdkAJnoDE2CZ09n72vz"
    "+S/G7LxiZAjFNfgpFVMrkk66Xqqqr/rc3pBM+sIwWbxnhaa6D/rRF9jtlF7E4d1fTFIijn"
    "BbZ+NxNV9aDOnWWb+thmpff6zMKsaIKtsWksbIMSVkqWsxkvpGNW0SAPQdGSGH8tsWbTB2"
    "xPsclu/PFvVmyQCf6JLe/r4lG7N/BsEvmpxoQ/W5Rr9vNClLWJfSkq8qfdaWM6W85JUHnx"
    "bE8p8WsbxOalD5hgU7cxb942l/zn81/n/p/ef+T80qCK8xNDMhN8ry9ndujfvdOCspqmdX"
    "tDbaAONa1WAKAxJRxc9lMt8d8/8J/wPyfvPnz8cP7+7MM5qyJ+pl/y8b/OowNgHEEBT3dY"
    "+6+4r9u6U0NgHID6hE2L/6QEss2pbsqhDYnE8GU/PI6vh2YWwF5BgHAwqvYB8Vz/qc0web"
    "D5q3FyepoB6Fel3/ys9H9ltf7GH0nZa+C8HV331olzj6MeoMxfqgIIu9UriO674+Mc6LJa"
    "qeiKe1F02RNt7LzaUYR/G/S6coRDIjGUJ8bYRv8PzQwrMVccANoZ4HIweMtzy/prFsb012"
    "vl9zjczU7vQoBDLfvBFK2IBi4Y9HyCvn8MzSa84E4fP650c6Il7tATmlY3eWt+Mo+X6ER/"
    "EEDy/5j/f96StTCG9BET6XLm3cte0BYGW4i8auvWtJqCFiZ9MPX5LxZa6c/IIA1kLbD+aK"
    "F7aiK2nKE5nt9hE62mFM31CUaGXUcrw54ahF1ayBpT1iNHtVhXbrfl9SvsHzUb63PNWSLH"
    "JubDW9Pt2r8LLb23t+1WgbV3uTQmR1xmk7dq/RJc+z/3SzLmXYV046dlHT0a9pExsY4IXv"
    "3f2v7fNvFivT/7W/wlEghkL8mhHkmA3mJ3bGOOU2a1iGR8YnNFj7yLA5zeauwfnPTI7Nkd"
    "AhkdMGxfq4Ohcn0TmfNaylDld05E6XOs9Nez2DzoN4K+tYefEf+K/tXrqvFe9esN/1Xjv0"
    "lf2lQjdKXpk9Bo9Uo91CKL2HIx2bDXo5LQ62XpdQ+jULe7vz7odfFZYGfo1a/g1vA8z87w"
    "PH1jeJ7YFzqLYpFtYSABu8KCu8Iw8GJTpU11a1pkbEeltjPCX/fsHhnfZx9yjO+zD6njm9"
    "+Kwjw1ZIeedIC9+hWcPN6d5TlWxif60KnyLA4u/rkw2BDfYD2OSlZwPT7c9Te57Zrplq0t"
    "rY02XnHZLXS1Oz1BT2+/p038xBaYTfo5Kgm9XOZenuAZ3uwYFZWEXi5zL3uKjrtnrZhqKi"
    "G4TS1VeTt4rTYqtHcPVIN5QQ2JAJwyBXkU3SS0l9TExgP5gp8FwG32O3Qylh30Xf320G3m"
    "MCENSoNZ0tRXvt45PKDY/+5MzAJ3ZdBUWmotZS7YArC3Fj7Ew1BeYBPTnxzeVzLoLCeGrR"
    "LbfK7JTDrB3XqmUYfX07Bfca1Z59uUookxQaupbiObsk9jPEX07k88tuvC/sLELWTz2zri"
    "QxPN9We00omoPqP0ES0XaMaANZOmna23XtC8w806dcSKdJMJhArB1lMGWw+stlvdvLB3iZ"
    "oF8QzLvADQw9ntF8OzIDkokKiglnH7Klx3WhYgFUA5JgZQ54e64GQbFoLZ4b8xXYutG7Mi"
    "9rVAYv/2tdCu4W5pzGyDWEf8sa+xY9iJ1a24yquyFooDZQyk8URKwri7Fhw0a2osapIDWu"
    "huPeuANo/Wy0G7W7JD+S8WMukMI4O4x6RP6Ade0PH0B3ow6cpiBytM3FPWFAsRcZCaUDSe"
    "6uRBTrvbYsuSc9kftaWrThBqn3+/hOgOJzBg28EsCmw76PUXsO34PC8/ZqlkOU+oiKNGYF"
    "e2zGetWu9bV+03kPgYEaV13e42kPgYkWv1+oLfdD5H5Gtb/ca/O5/xxTHPGe39SY4z2vuT"
    "1DMavxUj3fB1N9lDqV5efv31jl7b6pXjXb12W3H0AkP42zKEg/54qxoNvl8vCGdIBODMNn"
    "57pyGw0WbZaEMDar3xG/gEW+ETvI4+pY/HmP3TNYkyxbtVz9KkmKFKa9UowylGOrFW2ESP"
    "eGE7pmeCjAmeL6iNyfiZlT83WIGFKNv915FFPbO0iRcz/RnxgwE3VeM50u/ZWz9NqlR29h"
    "SpeiVs5w5Z8dgTEsqWP8DoXRqVC2xaqmL0riagfP5IYJlujHWrl1kxsKER9iRXtIaTjGgN"
    "J8loDXTBASlIK4gIVRDp7Zu7DbJY2oV98KJSAHQOoNk8wn9vAuR0K3ggAVbwiKIFrOCgyS"
    "+9FbyPxakkNfZM5H49+/wmahaJQdMjmE0P5BHRe3Zistgh/38M8ovFLdEG4YVum0i0aX1C"
    "S4uNEFaVuymyExdGmDinKx5KZobZc+bG7Dl5kNvlg/JQmJ3qfIcq6Mshn1o4xJXiEAd287"
    "cy74LdvMq9nsduHkzGBebXiBDoGCBEymscziCKxybjuOTzk2RZ2iyAB8TuOJD+hdgdb6GX"
    "wS4EZJZywQlkFiCzlA3SkpJZBOoSdajXG+lqUK/b83FYbEx0YjcQfsLmM49//eDwR7imUb"
    "lpu/SROzyj5MHiIRS4LpI/Qk5WeVlzW85mAcpKUFbue9o5ULUVKCvfYq/nUVZCSO0d6tMs"
    "/FcS2wvjIdVDxxWojH/OP05O3r//eHL8/uz89MPHj6fnx76jTvJWlsfORfuKO+1EkE968Y"
    "gQs2y9lUQxz0I9IgbYb4Y9eFBVVelUgEkSzuHlZguSvYuu7OWXPp6l8RQluYkObHVJO6JG"
    "XpsgvsMLgYoGlKgiVBEC0AvRitOOqoLXLnUWQvkm0Vl4Srl0nYWn/cuVNYwNYkpE6i7Oo7"
    "KQQaQpwFKqgY4BdAxw2gQdA/R6eXQMeC4NfJeuZPAFKsfZOTnNo2RgtTLy5SbUDOXX4dR2"
    "tTjF8hqd5MqXe5KRL/ck4YG10C1rRdnmqSj9LCFYQZ3ZTvI/z+hYTws9lKLB8SX2OKb/M9"
    "3PqD7PgfB5eqK/OLqgqAFFDShqQFEDipqqKmoU02b/x9i+1u2ladjyBCHxOvXMNCFubW0e"
    "rp4jWYhQwvCYJl4LjofcwqQ8pQeiJsILw6I8RbvFyiemfm/X0ZJ1lolM/GTgVZ1XYuv7I5"
    "7I8oVs/wGgQQINEugSQIMEvV4eDRJw3bcbsof9evnxen1kX0+2zMqM2kX7oqM2kPgYkYGq"
    "DHpdjZ2IGyi4HpHe7bDT7rJ67gWrOez1v1/0lH6L1fSvR+Sm32PDV7tRml8aKPQlviHJc5"
    "zffhxg1lP2UrLPztehgfQedSetvnI5LLjfcIQaSHyMSF/lsZgbyPkckU6v+UVl/eZ8lqNn"
    "nG3lJsmyw4KgaSnP0pTckbhdJUuomb46RYQgU1I8RtSTYUlDnqVS+MIi+2PwvdvVTg6im7"
    "/+gD24ichVdBTcJ0elYCqKGf8cPVJBTKNScPzI9g110UoCXNiX8SZo6TCBXevOGB1Z651E"
    "3bd7C9iqQUsHORGshTY6EZbJWZSf4/SxLWdfBjfrWRr8caRafh4mvRfOnZZNzedPyFpg/Z"
    "HdQDqZIGsp8nJbPLgdNrm3p2Gju2dkSBT1W2gvTxy86OsR1fPy4HiguQfNfanXgQPV4YLm"
    "/i32OmjuQTVy6KoRJymtZHymByQPiUBE8sg0tI2I5KCregu6KtFX7P8vuDTExEBbdWiOAH"
    "sjpu/EFUCfGbqFJZbW9MUiJFKOxYI/rzKLxZ1p4PsiI94XqJzvy8lx3vRDmfmHkmN+scC6"
    "6ekG8+Iclaoc2Of5wD7PAvtcArajJGNzhl0op1ZMDODOCTdXzz6YdJnGhkqZQyJSlQP7Xc"
    "6Z5F3mVPJONpcsTGOum88cSyoJB5oxwOOCG6Fesj1fFPasY6sH+cdUuD8mQ0+xp002Alsi"
    "CnCvgRvsxGAnLpMxM4+dOI934FgnE4OrTF7oxuVbKZteg4c3geT0fXOg2IKjoI9ZP9Rmhc"
    "ZsErcUGiWAtifHQclbmsU4iLzLOagH2jgisJaEMKBzfEcnzzzK0xzp6E96xx372KqBLZEr"
    "nTMJxrplf0ILTBczjCZ4bEwwomz2T3IQXt7cNigIPD9fgAiQEoCUUPq56EDN00BKeIu9Dq"
    "QEICUAKeH17UxASgBSQqlXBSAlACkBSAnlWCwqRUowaVrwwvXO+J7sHq2Kg9ubm15/2O5e"
    "FeyA2k2/N1Suet32YCiiInhfRkTpBjeC6xEJntVAwfWIXLe7vX4DiY+43ibPi7V9z31glg"
    "Cz5DXABmZJJeAGZsl+mSXsuffGBEvnkssZ1VPUEFGxGOD3XO4A95wZCLd6txcdla3VarM9"
    "aLt7H/8MJm7yIlZgOMbivqp0YlDjpzSg0zecYRnYcW59x3mAAaBu1G5rky2nI8a2m84F22"
    "o2m+rNkAd+8q54aKjf1KYo867YFlPtX/ES57Mcm8w/6V1BXUMgAWqGhM40sKkWQDQuB7gC"
    "sw2YbeUhvNRfGAElEvjihehGYm0c5GSwFt74dBgBmP0I1L3tdF49EEqE3JVFUYqzwPKwlM"
    "y4TI4457otUt37jfBo4zZFOqGcKFRHFsYE3Zt0LkhG94Zp2bJo5ps2sy1ikkWX5hhnVrF1"
    "kz0EiEtAXCr/mnKgFBYgLr3FXgfiEhCXgLj0+ppBIC4BcanUqwIQl/azOgggEnDm06l7sm"
    "UmMdUulet253sDOZ8j0u9dK91hu9lA3tWIXPbbarc1+Ny+YfX8a1a3/VXp9Jmwe8EV7N1h"
    "r+/UDK5HROl02kq3qTaQd8V5IBe9fqvdZS8PJ4L4X0ZE7arXrFXxwfNx9JXuldrn2Ticqx"
    "Fp3g6GvesGcj7LochnPYcLZTj2BSpn5D3LY+E9SzfvniVsu+GfVQDimFjlgN4VLYc9DRNL"
    "yhNJ3RVHZPa3LT49kG2xbo4l2y86Xs6xA06U4eTUjsHoqKl43GQDW0detkPrKOJwfBTWdy"
    "pOO5VZuneyQQbz1g52ThE1cl5MI0IAaXwz6qvdC0AaEQJIwQj7WkZY593eArRFLLCHCm5k"
    "IlyPrfOSA7a5sI3MiGXK8eGlV5EYs0OZV9LN16FEL+vt1T2C/bTY4XTZn9APak6w+QOZS2"
    "I5huZ3aGWw0bK00YO+sOrid6PV1JhhBrBuTWVpuXfQPmTlLs8iWgdr9BuyS4I1+i32Olij"
    "wRoN1miwRoM1+rVnkJKvCmCN3s/qIA5OBZYGv/5G60LJINz2ymAbdlqMhpR9iydQRTNiPi"
    "tilhExEX18Oefx2osgHBKpHMYf8plqP2SZaj9ITLV0ac8MIhnIqbbFkERO+6KXFncx08nR"
    "DftD8OTQcwHvbcMzpibW8M8FqyLf2ad2lEQyZ4fFJI+a7LsaaQj6LNOZWvzIAl0VCOTsIU"
    "fA0+sOfHHol3VO7hvz8XzhPa4t7ZYTTaEIJY/LNBD/OyLNXl/V1N9v+uqAx2rQ+qrS+t5A"
    "0uIRGTT77Zuh9q3fdsMrRb7z+2pX1TrtwVBTW36deJlX76bfa/L2g1pBCf9l1zcdlXP3vK"
    "u4CeCVaHjscK6JmB7mfKNjprQBOG2W+bRpjRn0rM+WRNLbqaejmNT+dGfHB3JCYhOmyRUu"
    "G8IrlwaYEypKOl84mq3NgE6VB6jjUGOLTdb65lCnygPU6VDPZTlwjIccIM9lEYkOF9t/nJ"
    "y8f//x5Pj92fnph48fT8+PfZCTt7LQvmhfccAj622yB4DWCoTBMvGutpWPjM0NS9OwjZfm"
    "I1Pcw/i1097zwe7hs7NqiZXqhVANeBsVGpo7zaDlvckSGl/oJU+n8YXmlPU0PgVx3dIzog"
    "QZtoVW+rMIFsPZdpOlsCN/Qj8s/NcPJIxBlqjF2iSWLu5adfRjprMTL8Er64e46yio4qf5"
    "3T4pT/CaEG8kyhjyw9IEFVLi1gQVfGOO5J6vKIIAN0ApLP0cd6DkMqAUvsVeB0ohUAqBUg"
    "iUQqAUvvYMUvJVASiFe/IpPgAW3C63UbvPzQU8uL2ELBHKiSTIQ/wz1T5JKwNx1jyv/j7M"
    "XnH9ab7T61551ePLcMK0YOsPlLi7lrzjOiZWAeD3Nbafi03SvgBAnDcRmWlrKTBnBOkJye"
    "Tk/fky3Pww8IQrs/PYDYNWX1r6TGOHKKMQfTYmlpc7GxI7aoovTa8J6KdMdibWLQZwsUhX"
    "UaG87Flf6GggLiHOVY7+wXMqTkLFOigmlddlIJA6Up1r6KMcfTTTycNSf9iY5ByW3+Pi/5"
    "9pweW/9q/PDfSfKQ/22UBYTK6F8zbm2Aecp2dsTG6yDoxb3lKGitbsdTpqc5PMvWGaeayp"
    "BooVRGvwFGrR7yPyrdfvtLSvbfWbdnHb7jgJ2iSFI8LhV5hQX7tWusqVqJgsYwPjpj3otV"
    "TtpqN0u6JWvCRaJ6C0y0qDus2+qkTreSURgvwVu+orCY58UFyUTi/Kmr3uZbt/zRGUleaj"
    "3iudjiZKB1rAwpcUOjXd/zJeN1HMEPrdT8zsX27yYm6f1D83ZpitMTI3t3zvZ6QBeEfhHY"
    "V3dNvvKHcOfZHjjbQBsMmU2SZj4b+SvZzF7XYFgNK9GaXb588VQz0iBthvhr3nBF/YZyQu"
    "V5kO2J6viOOazib9jUFObwHgTvj1gbvkLmAFP779TRjgxwd+fG9l48HdJ56w9ie9KzzOZa"
    "KV6YbtTdyui8CdhD+STiyLSgGvTOInWXJvvrKR0XK58/l5wV+IVxUj/cuB0sY6mRhcYbQt"
    "yJpeg1XFLpJQakughdNSVRU39/D5Qsjyh9Y7SJDAIXkdQLY+w9pcNx9fihJv6Jq1U1Wknt"
    "gyyKeUl8H01WmlqiCtqMmAeTLw6mUwfePtfGXNqDPsMYWqgtcu4wE4c5UkGoA/iaXHArD8"
    "KnkiAfDKItkO8VLvfEI/DEvzNEs/kGEhcRDEE3T3LHzwF7rJ+pIn3cHsbRJFgswiDQCw9Q"
    "fk8fsPxQ0Bb3zwxi/3DHOgftngjf8We11i4wdvfPDGB2988MYHb3xgfoE3/r5XB0jws02a"
    "Czje78NzllCpYSUdZF+gchCf5YP4LAviMwnEY13mZ5+xwdGlDvavtLvhz6vM7kYn4ymVTN"
    "HpTuK+QO7MMJyR5Ig5KkLFb+KwJvS9940YeCJLVZEOikrl9eMPpI4UcX3jNgB9lNVHj/j5"
    "3mTX2oNJlzLbcmo/SSRz9lVM8uiL+/3Kbwj6LE+fbdJbG/XTHdXNid9NF/wb9NK6XnKc7A"
    "t0USCQs39cl/6FSecL++hafLsRX6B31sbGmFKb/ReW8VCki2JSeXcQgdTRgF23/AagjzI1"
    "V4Y+ow/LIiGAwiI5e8cTOWqFZKFjMl8euiSTDd6emFje1yckdjTgX+AFyvkCLU3BIdE86n"
    "+RN0kmm/eVissetdwSNdQY9F2lUmveqN3WBiEVXLEGci88d/5kLIFkGIFEZIBQUIAv6vfL"
    "vnIdbUhSGKoZai5ZNiLXvSHP7RluL1Hk1wq1FS8ZkVZb6fSubqO/TVLI/s/ebbeltdRB+y"
    "r65JQbMYkwQNLyIG9oK0gcykq7qtoaaLc33LbRQOFvtVxvy66DG4Q4Tsl35ILSGdZJCtUo"
    "Khl7Qe6Y6K7eEL9kv7PTRa/XicxOF+14RNHb6wu1/+s7gT+rZDhJoIr6nu3W8axky8HW3f"
    "pcN+li5ruoFJA7IOMeZNwrEY25vkHGPcmksAVsq+fCEsc2OhUWzWa4U7657/Uh45yHXUIy"
    "eOe+C4qol4N8Ln4csqe6jVa6heb6BKN7k86RRefYnjLInZtTdtMlYCHLYIPoE/rBQ+5iTe"
    "SOs/RnC62mmMj45zt5hoSC/gcDwmRfwxM5vzBFrFmHhQ4U9VdfJbggUNTfClkZKOpvsdeB"
    "or73U4y79glAEpBmJAaKilUwPdD21UrJbUaesRsWgtEbg9TfrOUdt75ABUfs2Yc8dMQP6W"
    "TED/ER626BC+AbSADAOQBemAb14tdsYooJy5cZ8Nrn9tXnBuJ/R+RabbVvrxvI+RyRTu9b"
    "A7E/5VD++0dHieo/I/5ZRGx/jlu7V0LvOf4ZOBS9BYci0J2D7rxM+t08uvPX0e964Wok2t"
    "1QJJt03e5TqFKeqCI2GxwTZBF9wYmFIvyHo4n9xUIeB6eObIq4nVs3MdLJhH81sRCVBhLZ"
    "Rpt5YofI9bghFR+TAPUtqG8PaAI7UEUeqG/fYq+D+hbUt6/40oD69tBGL6hvd6pdtOjSHG"
    "9O8/alywx2TWk3kNIekWule6t0Gsj5HJG+etNRmpx57F3xssGw11d5kbjgusfmF658bH4p"
    "h/aRoYdnRd4IX6By8RVO8kawyApgEcf3jk4kyvb04Ape/f0HV6iQtwnPSFFs2QwkIGhQIu"
    "wBNQuiGZYBPMHeAPYGsDeAvQHsDTJ7QyLuu8TwIIsNn26BCCLSazhUf60xokcw4pYBpN/R"
    "pY3sKUaiKYf1rQuzwjNazDi/25AwyDeQX29kAIMBGAxKPQMdqOoYDAZvsdfBYLD38w6EJI"
    "eQ5BCSHE70h7UqJDcDEJJ8J+bkVDvyenvRIRiTa2pfaSD2Z0Su1N5VX7n5/L2B/Ese4KbZ"
    "VoffeUQbcTEiQ7X5udvr9K5YYXDN7U1X7SY3N7GPEWneDoa96wZyPsthS7INe1aMFeAJlL"
    "kLN7QmvTvJY01itVIBFvdiaz8lNpbl6E7HOCRSOYvdu5xR599lhp1/J4s7D7kStrhlBW04"
    "aMNBG55HG660Gfr3hkA3oQYPbtaz9N+6wYMo+/VykPC5/uIXCzGpJ4NNY3UkWq3z5JrsF/"
    "Bs8OzaNMbYEkx5C+szPEGP+FnGvn9ZY7lo94G6JapeBYY9KMxLP0kdqOoUFOZvsddBYQ4K"
    "c1CYg8IcFOavPYOUfFUAhfl+VgfxmYAzIx2iW7+CGtbzPKq/83S933lC6eedWYsAHJapIM"
    "jbtxIIdUARhH2BCsK7EyvBnW5hbWkWAjkssxHOJZttozCf5jITnGYYCU4lJoKlvVja2lwa"
    "0zqfCTPWxB4NNEM3j0IRWyaXaSD+d0T4vk4bND+r10oDhb64d3oXv6nNoXvH+TIiN/0e21"
    "FwDznvqhx2y0AzKdmPpmUUigpJUwl5S4N1ZC3w+OgmIrHjk8OaX1CZswTXJPPfU6DjAglp"
    "r/1J73gyQtcU4tfdS39Jnl2ZnnIU/dojlvhDDvHPFNVGVKoKK1PWGU/9fZiNu3/E6/S6V1"
    "71eGck8qtqU6MYaSAsUwXMYweHPOeG9GODJHuT94MTEK9L3hQShNxNBXI38f5kDx4vTROT"
    "sWRGSdWVSiSBspEE2MTs37JsS1tgU5sbZClLTZahkJZKA9BJoG36iMmGMEtlAWQH5ARX5n"
    "UYHRfLyQOWejW6d+pZXI67oM5aHsc3x82Q29bQXH9GbMtPJshge0s0p8Se1gXfYsVrGU4W"
    "G17D5jW4r+JMt2xECUYrw54ymbE+myX5Hbt4yIiMiDKnS9b5iEdjvB2gCWVD07Q+IQtjxH"
    "fFf3eQYEeavDyRahBBxJP4nw8HxgABqzBYhcu2JEQCHxlzw9aWlmSEtvDYmOszOaoRubgF"
    "0hE8chs4vHU3A8GW2mxfK51fT47r745j+3Pv0PQhoSO1p2xITylrjW1SxlLqevruRiZbpU"
    "j3WxvL7CBp2XSxkCrC1h1Bw5J7PIN6i97BHkHZoDTohMGnm4V5DHHZChLeqkRlEFvYDdaK"
    "iNyL14oD6uHNFgt+lGAP3ADomCRAvQ7qJREU/InGD2BFsp8nBfe3Ih8fyHK80k2yEb0tIg"
    "jstvIvCcW7OCwHPVy2Hi6JzvA3eleTKAx5cT1LW/inWyFXqDPdeuQprUVyFHY1ccOWceWc"
    "E0S8ITR2bIRxTZ24Z9joVz4I/q5PzL8fHx+//5s8Ctr2mn6xOxhPwBKqEPUzkVQIJ7jzbk"
    "fdBeXPiCZsl9ex2CE2uwZPRkPSH1QNlSb4toGXU7nWA/Bte4u9LtkFgG/bbq0YrxwI4nB2"
    "ywUwje488mIalQJMY1zF0E4tL6JhGcAzwbAO9rW5X/uwECAaswdTWhTPkAigGXvfbbxIQp"
    "nOj/XqV48bu/2kUCa2zWeN3hcaqiEZGKsxPjf79UXGqle/gt5z2x+swqtHYg9JDxUQSECk"
    "gMihbjvePSKOVfHzQkgK5o8Ypi6pI7eDs1t/j86JNv5p72oI79qZ0LC0+xldJRFex8PxpM"
    "APpAgJJ6Suz2nBDouA7ToOKKR72zZvV3jCSBFNn3OjUnDKWL9x4wZP7GgMigAdEwOk1yO9"
    "YpMnLrRFDiTKsUXmz6vMFpkTpCW9kT7kfYHqDfbt7+bG9EkaFiJzMxcIwV6uwF7OsnWZ92"
    "PO5OGe8B6PKf+8VW/dGCYFoqg4Ug3kfI5I/7bbbXevGsi9GJFvSnsoStwLnkd82P/uVHKv"
    "RmRw22yqaos35V+OyKXS7vAi53NEmkq3qXZEkX9ZK8Wrpds2ni+KOISEJGDjHn977nVjtj"
    "RlC3MqnmERADThIEYtqxCcgQCAmXSWEQT9Isf0QALgTC6VeGFpE0qKRAuICgGoCVDZRkOC"
    "5+WM6mmIehIxMO+5yM7gPNoVoFleJr3bi46Kbvpqsz1ou8cYn6glbka3d31V6cTD/kqHaw"
    "a8KUMV0JWiixdso5Z/NvDrw0SQWKz0pbUR0zMiCN4d5eF1Jum8BP+0NXNJNujlmCj0c5n7"
    "eYL1ycwgeKNg8xHRChK3q9TR7IV82KCTQ2LwIpe5f1fUfMRFLZMRITBNxjVGY9vSLPyXRL"
    "1tPGRojUJiFQo294+Tk/fvP54cvz87P/3w8ePp+bG/j0zeytpQXrSv+J4y8qbI1EvjxyJm"
    "G6/+Vqw26/319maz2UkEfAaFQQudNX0JOGzmOGxatv7wElPNw+ammv1MHjUGz43SV3moen"
    "HBLSmdDjeidDojwkoG/B7/4NaZG6Xd57YZ/jki3/rtIbsrPkakxRbEBmq5y+Lr210ITbOy"
    "pRx36N4NawVNahvOPDtJCoFNk5oMvc1zQkRbKPM7cttVboef1e6w3VREWodYwYhc9voX7V"
    "ZL7TaQfzkivM3L3m2XSfiXI3KhtLQ2K3I+ne/N2/6g13fKnGunvK/+85btKJ0b7pcRabOe"
    "6fAm3AvnSWz6an13niQu2Zvc61522jw9hXc1Ikpz2P6qar/1LhoouGbl/aF6yQq0Tq/5hf"
    "+PsQL21E5HvVI62nXvK3vPw9/YvZZ6fdMbqt3md+26PbhWhs3PrI6kdESGvZ7W7F3fdNTf"
    "RZIN7wubbdT+oD1ggGrsH+1/10L4pd5ybcZap33dHrpmY+cLQ/C2dcW6dHDDeopBGPrG/l"
    "/WgeyfZH9H5J+3vaHCDdXsg7XHutRpgcMQ/sZ+O9vg925ZY+6FwJj9g+zHtDtDtS+QDn13"
    "elHpDr6pbu861yJHyFeGT5/11eXtwM0VEikZETbMvirtjsJWKjHmvC9s5u31v7CanR4fG6"
    "EvbBZmXd9pi5nYvWK/8XO709I8i3n4Gxu5nd43D7zgmv2nSp+jdSUm9dAXPvrYP9ZVOnz4"
    "OVflmO+d+WSOLSt1zU5xEY0Llngu2nAJODnOtQbwaqmIOzdlmAsvJgFD8oCVxR+SSAORqA"
    "CRiOd6dzIrJYFPzzQSlarCWM9S/+wi04iJLWkSjHRmaCDxImbo4eC+EwqoCOLKfucCS5Rj"
    "68O/BpIwyxSjK5qbBYSJSoLaucxq53uDGNZ0o26OiUI/l7mfISd1VXu5PDEdFZe/LA/tqA"
    "Ts5swIj1qIBp0z0qMjgETmFtZCA3GPHBsTdPcsAjEK8jxPlmixr6zWnD5hcYNVRr+K9Ctu"
    "Gzz/SlrQx108RRL/8Q8BgmPS86D4dyIoZGiNhbCJpQibCKHUtmq9DV6CvGgGEgAmxFTZY0"
    "wVCOKx9QF7IM5Tu2dtbC9o/2vyi8oG7nYG6ZRahZzxvfpV0L3G7Aynp3nMDKen6VYGfq+0"
    "CqgDGr8HcWaN2JIYhJt0clgOtBJl7mG6tMd0vjFhJCRe4pmzJvdXz+frHvdq/6x0mbR2oT"
    "S/NFDoy4jc3A613uVlA7kXnKvl8ggUhz3gkAMcVkB5veOBRwQ8IuARAY8IeETl3H/sh0cE"
    "TJbXYrIsdEMW9ykj2bYvAQ7Vcd1K0SSTkFsyFUqwU1f1RFgSO/WNo3f/jPWZWNoSpupohX"
    "qWtdrT4U+DumsN1t+4aZhbhWe6ZSMxEyCbIh25jSFLf/ZzBtaRCMEy4SZmVhM5+ljLtSbf"
    "mVhnX+Um6x0+Z33SwmpYpMWT+J8PYIp+y3p+CD235UWeLvBmCaQjgrDEl22Jj1nF7zaJSh"
    "KWgx4ucw9zYn2ROdGvDxNi4gA5o5tF5IoIwutS5teFNWVb2pLYhiQ9zZogPlFR6Ocy9zPf"
    "+m3mTxEWhD4ucx+D9RKsl2C9BOslWC/LudbsznpZEi324Nmy8fzGpCn+VpH79SwdtiVqao"
    "ug6loVtoKc2o6bk4647hBNdQuZ2HWJ+oRYK5jYyKQrC82xThBdmoiuCOK5D5Pa6u00uV4x"
    "/UdY0Tk2sR5YjFgZeFKVQn0d7ZdCx+GIZAWJv+woqE96ZPbsDoED2VS7ozVzT71cTDbs9a"
    "gk9HpZel1ylHJ/PZiqdpaO88mw+JMTeGYwewKR/Wlm3+3qVdm2ZnaqkwdZ3Jn0oD8hkXLk"
    "g6xUynQgCL0FBZvoK/b/F1waYmLgVRtzA8eSROIZXuBYlkS8Ck7gOwnKPWPT/rKg9iUsU0"
    "Gcz3OgfJ6K8XkyWy2xpQmw07niIZFK4LsPpnhJdFy3XCPZx2NqRnUxktv1LA3XklfUzKBm"
    "rqBCnDHpEyafjAk2G2jFlVMr3UK69Ygndee7YaMxm3Y/sb9LNtYmohQ/YRPdYe63aCF674"
    "UBkkcW2t2j8ijEgrApJmaVLVub6ta0xuqlKcvELfZT/8RjO/1uKLqF5K74N+P3QP0G6rdS"
    "z74HqogB9dtb7HVQv+39gBVdFPMiGpWCQysEgoO4WgcTVwtC60FovYOaAsKHr7yDNixTwY"
    "G7fTqWUEMUQdgXqCC8u0mBGFZWFAA6LldBvLc/D/PQ1kuJr0/uhIiu9B5z7N2o3Va7e1VQ"
    "9eKJcc6tuBgRh7MqSMHuVTxeV1yp9zpTjk6slWxWT9eNBxJV4HzuO4aKk/6iyNQTSFQB71"
    "2PZ4MslrZm00dMingZxsUqlMF5e/7XInhScWwTcgCuLBjQmCfF2XD4pkgD0BKg2TlHW1qS"
    "o2ELj425PkuzCAdicWW1I3fkyh8exBn4tdRm+1rp/HpyXH93HEv+5c3PHxK7bDeORaFVLh"
    "CBZW79MjdZitTsRJsXmSZiUjA9QCSxt0MULAk/5ZsIklWTUFPcO/UsVsoqqJPD4cpcEsK6"
    "1A3MxXkiY2xZSCecA4IJZ4aIOF93WLfrXkIqbuG/0y38i4XGMzp+lLldba/hPFwT3gowPU"
    "rD9NhrAoty68x2ksHiCZtyZ4x0iEMiFUR5+9sna0btIhsnvz4YMyV7prulJWGIp4LpVYeA"
    "TnEgF5TKIgKnOw35AuVwGeLPq4zLECQSSh/3h0lty0No9PaaBbs8JAb9Xfb+LslJsItXDm"
    "6xc6Aor2edAolXI5dPwj2rwSn+wlGAUwbRr9R0Cjgrk3sJYFPkHGZ/DQsR6lX82yf0Y7w0"
    "LWr+4DcmmFhY7oywg2dIkxyzp4acC4SYJM2xSakdq8MdCAofIS+Mh3SLkewQKdnDuIPwZa"
    "fH3W8G/3Fy8v79x5Pj92fnpx8+fjw9P/Y3M8lbWbuai/YV39hE3mdvpwOxp/fE1oq8JnkB"
    "jQgBpHG7kTORFJojApkqnRv3MlWExjL+qxjqrgBAvjHkArME5unqJ69+BXVP22fF3dGJRF"
    "uSfsb36u//iP86c/JODvOv5A5yOCa8ItGCgt11XjBDIoBm3LemqK4B1AygZigS9NNmI6Ap"
    "okvVZDE/Q7frmSE/eUVtHNTMpXxYYPOemnM8QXP6hBvCEDxlaxY1n7l6gIcheEaiaeSMcL"
    "l+YbNmckX21E12152cvFADobMl2J3LYncGHcFWF565Pp4apNA+PyRSwa3+9s3Mkbkl95gN"
    "C8GojUcsf5KGcsqIVP5UpUBOO3fZoktzXGhOCCQqCPCupoRCyhVfAgDO49A2ZpvCglNuWA"
    "bOp6A52RWWcNaHs/5u01RzHqjFBkGLjpdzvvGRnPiTleqZ6aq96tokXD8P/Rw/cEGeIZon"
    "2/gUztCB2VFClCJKxhJSQWFpKV0gdP6zpvrJ6ZmELACpPUoyT0JsQZhHIbZglXtd4psFsQ"
    "V3zARylr0EmhkHel+igufN7WtMxGcBeL36FQR3JxGb+C4viW96eBqvfiXw3Xd0Gm+7dCdh"
    "qKTPv1EpmILBpRxcyvfqUo7vppQ+1mQ+5e6teqZTeajS+mM9O05OJiZ39w5l3fzFEi4AFt"
    "JNjETCTZtKDvX5ZUdkRH5YGBPtpzH5ITzLna/iG3ciYAKLmT5mV0TQAWb0wUtk4LgcuOXU"
    "nGDhijCm8zmT2k7OzxhLIHriAM0BaA5Kv7gd6BkSNAdvsddBc7B/mi8kBeW/AJKCQlJQOJ"
    "gdzKqQ3AxAUlDIWXMYmIIqOUgBmkeTfJ6uSD5P6JGXZqHMCm71CkJ7cnycB1xeLT1qmbgp"
    "Yea6jRXY4sTEXrTNOZxZYTcRi7A+Y5sSC49NGcU03WaSEKzEsN+38YTOOIQbdoFUuAqRkF"
    "+nFziC2pLYhmTSz97ay+Rhg1/mDb5haZhwmGURfCidYZ2k6NYjgrFOvmOSu5r0PI37fjv2"
    "otfrRPr0oh1/n26vL9T+r+9igd4lUbINS+CmmVi30kKVrk/xI2mmxFNebcDGcvOz2tJ6l5"
    "cNFP7m5fbRWmqn/VXtt9WBl+YnVOTUanevtMteX2sp391K4ZIRuWKvSQNduS/L6ztUeEY4"
    "ycuVGYQlkIJILLK3MWfwGyxXXKzFft/Q7zjG6p5x5+koREIVzWSrTgL9VOgTcpXpgK2pwT"
    "lE7HmaZRCZp2H27iwhDFuzMm/NeBIAzX0nimvZk9LQ22Xr7XJRoBQ37XQ6E0oJElOvJURp"
    "oSzW+aKduGlC0T01kY5YuwYPTNJAK852GrMfhPi/W0fstihacbbTyqTkQR725IXt5WE5eY"
    "364U6cfxn4S6XgLwGnYdtU3PBgL2ALDIsBrAm/Zn+ezLlPDklU6XS4tU0yeIpXZodUjrR9"
    "ZevVbb8wabnG05UkaenFIQ1igzP5rAV7guR8nm7CCsuUWI1bWssVNk1ZgPGM0FaeQBXQjq"
    "qxT3NxFE4zKAqnSYYC8P2qusaWSwvRco8LtXQ1hF+lnkcPMQnXzqWIEKwaoTag7Jvbzifh"
    "D2VMWPlsRlcWujfp3HGYWtE6sqjjlWXYPBHLXJ/glNgs236A8PVyTwQiCQyXuMfsFnfbWk"
    "0pD+/KPcMmFpOtox/sl2DrB6tGLew0OaZL4TfG+9BCD8YTz066XOTWgnhIQxyY1z9XgjfX"
    "2/HrAW+ut9jr4M0FfP0KYBrdNOTFNCoFAzWVRl7oKByRqgR9+XXyEKWrd1LyEB0muPvW7Y"
    "jUFPIBvZ4m6QvvD/rajdpttbtXBc8HnlgDuRcj4tIf1VYD+ZceXdLjSMZPmK9DdDwQK9ah"
    "8LzEIb0AmH59gDIOJWGTskdG2eAYJBEHFWZ5jj7JE6+tP2KymftKTBT6ucz97Op1NzVJRG"
    "Shp0ve02B6qmQvv6rp6b//H6alW2Y="
)
