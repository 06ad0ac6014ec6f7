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
COMMENT ON COLUMN "job"."error_code" IS 'UNAUTHENTICATED: UNAUTHENTICATED\nFORBIDDEN: FORBIDDEN\nNOT_FOUND: NOT_FOUND\nBAD_ID: BAD_ID\nBAD_CURSOR: BAD_CURSOR\nBAD_REQUEST: BAD_REQUEST\nINVALID: INVALID\nNOT_READY: NOT_READY\nCONFLICT: CONFLICT\nACTIVE_JOB: ACTIVE_JOB\nARTEFACT_LOCKED: ARTEFACT_LOCKED\nILLEGAL_MOVE: ILLEGAL_MOVE\nIDEMPOTENCY_MISMATCH: IDEMPOTENCY_MISMATCH\nTOO_COMPLEX: TOO_COMPLEX\nPERSISTED_QUERY_NOT_FOUND: PERSISTED_QUERY_NOT_FOUND\nRETRY_LIMIT: RETRY_LIMIT\nAUTH: AUTH\nQUOTA: QUOTA\nRATE_LIMITED: RATE_LIMITED\nTIMEOUT: TIMEOUT\nCONTENT_FILTER: CONTENT_FILTER\nBAD_ANSWER: BAD_ANSWER\nPROVIDER_REFUSED: PROVIDER_REFUSED\nUNAVAILABLE: UNAVAILABLE\nWORKER_LOST: WORKER_LOST\nDEADLINE: DEADLINE\nCHILD_FAILED: CHILD_FAILED\nFLOW_LIMIT: FLOW_LIMIT\nTARGET_GONE: TARGET_GONE\nINTERNAL: INTERNAL';
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
COMMENT ON COLUMN "job_attempt"."outcome" IS 'SUCCEEDED: SUCCEEDED\nWAITING: WAITING\nRETRYING: RETRYING\nFAILED: FAILED\nHANDED_BACK: HANDED_BACK\nLOST: LOST\nCANCELLED: CANCELLED';
COMMENT ON COLUMN "job_attempt"."error_code" IS 'UNAUTHENTICATED: UNAUTHENTICATED\nFORBIDDEN: FORBIDDEN\nNOT_FOUND: NOT_FOUND\nBAD_ID: BAD_ID\nBAD_CURSOR: BAD_CURSOR\nBAD_REQUEST: BAD_REQUEST\nINVALID: INVALID\nNOT_READY: NOT_READY\nCONFLICT: CONFLICT\nACTIVE_JOB: ACTIVE_JOB\nARTEFACT_LOCKED: ARTEFACT_LOCKED\nILLEGAL_MOVE: ILLEGAL_MOVE\nIDEMPOTENCY_MISMATCH: IDEMPOTENCY_MISMATCH\nTOO_COMPLEX: TOO_COMPLEX\nPERSISTED_QUERY_NOT_FOUND: PERSISTED_QUERY_NOT_FOUND\nRETRY_LIMIT: RETRY_LIMIT\nAUTH: AUTH\nQUOTA: QUOTA\nRATE_LIMITED: RATE_LIMITED\nTIMEOUT: TIMEOUT\nCONTENT_FILTER: CONTENT_FILTER\nBAD_ANSWER: BAD_ANSWER\nPROVIDER_REFUSED: PROVIDER_REFUSED\nUNAVAILABLE: UNAVAILABLE\nWORKER_LOST: WORKER_LOST\nDEADLINE: DEADLINE\nCHILD_FAILED: CHILD_FAILED\nFLOW_LIMIT: FLOW_LIMIT\nTARGET_GONE: TARGET_GONE\nINTERNAL: INTERNAL';
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
COMMENT ON COLUMN "profile_health"."error_code" IS 'UNAUTHENTICATED: UNAUTHENTICATED\nFORBIDDEN: FORBIDDEN\nNOT_FOUND: NOT_FOUND\nBAD_ID: BAD_ID\nBAD_CURSOR: BAD_CURSOR\nBAD_REQUEST: BAD_REQUEST\nINVALID: INVALID\nNOT_READY: NOT_READY\nCONFLICT: CONFLICT\nACTIVE_JOB: ACTIVE_JOB\nARTEFACT_LOCKED: ARTEFACT_LOCKED\nILLEGAL_MOVE: ILLEGAL_MOVE\nIDEMPOTENCY_MISMATCH: IDEMPOTENCY_MISMATCH\nTOO_COMPLEX: TOO_COMPLEX\nPERSISTED_QUERY_NOT_FOUND: PERSISTED_QUERY_NOT_FOUND\nRETRY_LIMIT: RETRY_LIMIT\nAUTH: AUTH\nQUOTA: QUOTA\nRATE_LIMITED: RATE_LIMITED\nTIMEOUT: TIMEOUT\nCONTENT_FILTER: CONTENT_FILTER\nBAD_ANSWER: BAD_ANSWER\nPROVIDER_REFUSED: PROVIDER_REFUSED\nUNAVAILABLE: UNAVAILABLE\nWORKER_LOST: WORKER_LOST\nDEADLINE: DEADLINE\nCHILD_FAILED: CHILD_FAILED\nFLOW_LIMIT: FLOW_LIMIT\nTARGET_GONE: TARGET_GONE\nINTERNAL: INTERNAL';
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
    "eJztfW1z4jja7l9R8WVmq3iy6aSTztKnTpUDTpptAllCuqd3mHIcUIInIDOWCZ19zv73I8"
    "nvtmxsAsQ495fEyLpluCTr5brf/rc2M8d4Sg8UbBmjSa2B/rdG9BlmF7E7dVTT5/OgnBfY"
    "+v1UVNWDOvfUtvSRzUof9CnFrGiM6cgy5rZhElZKFtMpLzRHrKJBHoOiBTH+WmDNNh+xPc"
    "EWu/H7H6zYIGP8E1Pv4/xJezDwdBz5qsaYP1uUa/bLXJS1iX0hKvKn3Wsjc7qYkaDy/MWe"
    "mMSvbRCblz5igi3dxrx521rwr8+/nfs7vV/kfNOgivMVQzJj/KAvpnbo595rQVlN07q9gX"
    "ajDjStVgCgkUk4uOyrUvHrH/lX+J+jDx8/fTw7Pv14xqqIr+mXfPqv8+gAGEdQwNMd1P4r"
    "7uu27tQQGAegPmOL8q+UQLY50S05tCGRGL7si8fx9dDMAtgrCBAORtUuIJ7pP7UpJo82fz"
    "WOTk4yAP2m9JtflP6vrNbf+CNN9ho4b0fXvXXk3OOoByjzl6oAwm71CqL74fAwB7qsViq6"
    "4l4UXfZEGzuvdhThf970unKEQyIxlMfGyEb/D00Nmpgr9gDtDHA5GLzlGaV/TcOY/nql/B"
    "aHu9npnQtwTGo/WqIV0cA5g55P0A9PodmEF9zro6elbo21xB3zyEyrm7w1O5rFS3SiPwog"
    "+S/mv89bsubGwHzCRLqcefeyF7S5wRYir9qqNa2moLllPlr67BeKlvoLMkgD0TnWnyh6MC"
    "3EljM0w7N7bKHlxEQzfYyRYdfR0rAnBmGXFNGRyXrkoBbrys22vHqF/b1mY32mOUvkyMJ8"
    "eGu6Xfuj0NJ7e9tuFVh7FwtjfMBl1nmrVi/Btf/zsCAj3lVIN35SevBk2AfGmB4QvPy/td"
    "2/beLFOj79W/wlEghkL8mhHkmA3mJ3bGOGU2a1iGR8YnNFD7yLPZzeauwHjntk+uIOgYwO"
    "GLSv1JuBcnUdmfNaykDld45E6Uus9NfT2DzoN4K+twdfEP+I/t3rqvFe9esN/l3j30lf2K"
    "ZGzKWmj0Oj1Sv1UIssYov5eM1ej0pCr5el1z2MQt3ufvug18X/AjtDr34Ft4ZneXaGZ+kb"
    "w7PEvtBZFItsCwMJ2BUW3BWGgRebKm2i00mRsR2V2swIf9uze2R8n37MMb5PP6aOb34rCv"
    "PEkB160gH26ldw8vhwmudYGZ/oQ6fK0zi4+OfcYEN8jfU4KlnB9Xh/19/ktmuqU1tb0LU2"
    "XnHZDXS1Oz1BT2++py38zBaYdfo5Kgm9XOZeHuMpXu8YFZWEXi5zL3tEx/2LVoyaSghukq"
    "UqbwevZKNCe/eAGswLakgE4JQR5FF0k9BemBY2HslX/CIAbrPvoZOR7KDv8tsDt5n9hDQo"
    "DWZJS1/6vHN4QLHf7kzMAnflpqm01FrKXLABYG8p3sfDUF5gE9OfHN43UugsxoatEtt6qc"
    "lUOsHdeqZSh9fTsF9xpVrn+8REY2OMlhPdRrbJ/hujCTLv/8Qjuy70L0ycIpvf1hEfmmim"
    "v6ClTkT1qWk+ocUcTRmwVlK1s/HWC6p3uFqnjliRbjGBUCHoesqg64HVdqObF/YumVZBPM"
    "MyrwB0f3b7xfAsaBwUSFSQZdw8hetOywKkAijHxADq/FAXnGzDQjA7/DfGtdi6MS2iXwsk"
    "dq9fC+0a7hfG1DYIPeCPfYsdw1a0bsUpr8pqKPbUYiDNTqQkFndXwgaNTox5TXJAC92tZx"
    "3QZtF6OczuFuxQ/gtFljnFyCDuMekzusNzczS5Q4+WuaTsYIWJe8qaYCEiDlJjE40mOnmU"
    "m91tsGXJuez32sKlEwTt88drDN3hBAbWdjCLgrUd9PorrO34PC8/ZqlkMUtQxFElsCtb5r"
    "NWrfe9q/YbSPwbEqV11e42kPg3JFfq1Tm/6fwfkm9t9Tv/7PyPL455zmjHRznOaMdHqWc0"
    "fitmdMPX3WQPpXp5+fVXO3ptqlcOt/XabcTRCxTh70sRDvzxRhkNvl8vCGdIBODMVn57py"
    "HQ0WbpaEMDarXyG+wJNmJP8DZ8Sh+PMPvRNQmZ4t2qZzEpVqjSShplMMFIJ3SJLfSE57aj"
    "eibIGOPZ3LQxGb2w8pcGK6DIZLv/OqKmp5a28HyqvyB+MOCqajxD+gN76ydJSmVrT5HSK2"
    "E9d0iLx56QIFt+B6V3aSgX2LRUReldTUD5/JHAMl0Z61YvMzGwphL2KFe0hqOMaA1HyWgN"
    "5pwDUtCsICJUQaQ3r+42yHxhF/bBi0oB0DmAZvMI/74JkNO14IEEaMEjRAtowYHJL70WvI"
    "/FqSQ19kzkfj37/CZqFolB0yOYTQ/kCZkP7MRE2SH/fwzyC+WaaIPwQrdNJNqkn9GCshHC"
    "qnI3RXbiwggT53TFQ8lMMXvOzJi+JA9y23xQHhNmpzrfoQrz5ZBPLRziSnGIA735e5l3QW"
    "9e5V7PozcPJuMC82tECDgGCJHyFocziOKxzjgu+fwkWZbWC+ABsTv2pH8hdsd76GXQC4Ex"
    "S7ngBGMWMGYpG6QlNWYRqEvoUK830mlQr9vz2bDYmOjEbiD8jK0XHv/60bEf4Uyjct12zU"
    "fu8dQkj5SHUOBcJH+E3Fjldc1tOJsFkJVAVu562tlT2grIyvfY63nISgipvUU+jeK/ktie"
    "G4+pHjquQGX8c/5xdHR8/Ono8Pj07OTjp08nZ4e+o07yVpbHznn7kjvtRJBPevGIELNsvZ"
    "VEMc9CPSIG2K+HPXhQVZV0KmBJEs7h5WYLkr2LruzF1z6eptkpSnIT7dnqknZEjbw2QXyH"
    "VwIVDShRRagiBkCvRCtudlQVvLbJWQjyTcJZeKRcOmfhsX+5soaxQWwSkbqL21FRZBBpCr"
    "CUasAxAMcAp03gGKDXy8Mx4Jk08F06yeALVM5m5+gkD8nAamXky03QDOXncGrbWpxieY2O"
    "cuXLPcrIl3uU8MCa65QuTbZ5Kmp+lhCsIGe2lfzPU3Okp4UeSmFwfIkdjun/THYzqs9yIH"
    "yWnugvji4QNUDUAFEDRA0QNVUlahTLZr9jZF/p9sIybHmCkHidemaaELe2NgtXz5EsRJAw"
    "PKaJ14LjITe3TJ7SA5kWwnODmjxFO2XlY0t/sOtowTrLQhZ+NvCyziux9f0Jj2X5Qjb/AG"
    "CQgEECLgEYJOj18jBIYOu+2ZA97NvLj9erI/t6smUmM2rn7fOO2kDi35DcqMpNr6uxE3ED"
    "BddD0rsddNpdVs+9YDUHvf6P857Sb7Ga/vWQXPd7bPhq10rzawOFPsQ3JHmO85uPA8x6yl"
    "5I9tn5OjSQ3iF30uorF4OC+w1HqIHEvyHpqzwWcwM5/4ek02t+VVm/Of/L0TPOtnKdZNlh"
    "QWBayrM0JXckblfJEmqmr04RIciUFI8R9WxQacizVBO+sMjuLPg+bGsnB9HN337A7t1E5B"
    "IdBffJUSmYimLKP4dHKohpVAqOH9m+oS5aSYAL+zJeBy3tJ7Ar3RmjI2u1k6j7dm8AWzVo"
    "aS8ngpXQRifCMjmLNvUF1adNHkuuJqHyw7frWSz+SFTURn7NXC6kfgw7Lo65d+eE9WTAsf"
    "9C0Xxq2p+Fr6dfKvcffUVbQMuXZzKvAy3/jghaoOXfY68DLQ+8x77zHk7GWcn4TI82HhKB"
    "cOORaWgT4caBiHoPRJToK/b7Cy4NMTGgohKTmSFZGlrmaDHDzlwfn8kM2brgHDCobVoGpg"
    "ee2RQ9CJ8O42fK6izHW5nWgCUElrBMVFYelvCNqKyJzhknuSNxcLOeSWNFquV3KTYfRJwy"
    "PvO9fEZ0jvUndgPpZIzo4p4DRnmeBmzxwGWGje5fkCGxOd1Ae3lSOkT7MMqN8DwPwHYB21"
    "XqyWpPeQ9gu95jrwPbBWwXsF3AdgHb9dYzSMlXBWC7drM6lD+mxTY3UduPaqFPDZ1iidNA"
    "+mIREinHYsGfV5nF4t4y8EOREe8LVC6My9Fh3kzamam0k2N+Pse65ZGDeXGOSlUO7LN8YJ"
    "9lgX0mAdshydicYRdKDx8TA7hzws3p2UfLXKQ59qXMIRGpyoH9IedM8iFzKvkgm0vmljHT"
    "rReOpSnJbJMxwOOCa6Fesj1fFPasY6sH+adUuD8lo6izp43XAlsiCnCvgBuUmaDMrI4yM8"
    "w3OrGGNhDCyVdU9kNtVqgLYjztVKgsZA6uANqOQjrJwcvSocdRzqFP16y4TI4IT7otnDX8"
    "RnicJdtEOjG5aruOKMYEPVjmTCjLHwyLSnxD1m9mE6r0Ovq9Rs2FNcKZVWzdYg/RQPkOyv"
    "fST1J7qoYF5ft77HVQvoPyHZTvb69PAeU7KN9LvSqA8n03q4MAIgFnvnBynmyZFfG1C+Wq"
    "3fnRQM7/Ien3rpTuoN1sIO9qSC76bbXbuvnSvmb1/GtWt/1N6fSZsHsxJFdqd9DrOzWD6y"
    "FROp220m2qDeRdDcnN7Xmv32p32cvTQKEPQ6J21SvWqvjHIxH2le6l2udxCJ2rIWne3gx6"
    "Vw3k/I8fovNQxVuIcKff40K5XXyBymmbTvOomk7T9UynCSVT+GsVgDgmVjmgt2UfwJ6GCZ"
    "UqrFN3xRGZ3W2LT/ZkWwzKpC0szxGuMi+mESGANL7j8bndApBGhABSUHm+VZQ3593eALQR"
    "D8yKghuZCFdj67zkgG0ubCMzYpn8jr3ohRKNaSiwYbqONBRHcbVStEewn3UmnI3mM7ozrT"
    "G27pC1INTRZn5AS4ONloWNHvU5rYvvjZYTY4oZwDqdyLLebKF9iK5XnkW0DirPd6T8ApXn"
    "e+x1UHmCyhNUnqDyBJXnW88gJV8VQOW5m9VBHJwKLA1+/bXWhZJBuOmVwTbsYvnbfYEq6q"
    "ryqaqyNFUJj6jFjPuQFUE4JFI5jD/m0wd+zNIHfpToA82FPTWIZCCnxtwMSeSMuullnZhP"
    "dXJwzf4QPN73VBs72/CMTAtr+OecVZHv7NODoyYl84ZJjUoeNNlnNdIQ9FlWn/F0k2sbF/"
    "nCO5zD2q2OWnAeEzINxP8OSbPXVzX1t+u+enPT7nW1vqq0fjSQtHhIbpr99vVA+95vD9rd"
    "ywaKfub31a6qddo3A01t+XXiZV69636vydsPagUl/JtdXXdUbojkXcWp5jeyKWKHQK5reD"
    "Cs2XrZM2UNwKmmzKcaOmLQsz5bEElvp+7CY1K742gO92QnziZMix/s14RXLg0wJ6gwczZ3"
    "GJT1gE6VB6jBogxsdcps8rCp8AQz3V5Yhm3IYrIVcbNX3JPKldPey95ua7KjEoh58pVQ3f"
    "A2KjQ0txqBwHuTJRY0oZc83YImNKfkidkvouojkyDDpmipv4hgANzQZbwQKpzP6I7iv+6Q"
    "4GGpqMXaJFQXd2kd3U11dgggeEnvxF3n9B4/4Gz3SXmCE4RUtlFlvR92IKiQEpcgqODzqJ"
    "J7/tkZAhiANU/p57g9tesAa5732OtgzQPWPGDNA9Y8YM3z1jNIyVcFsObZkTvfHhigbHMb"
    "tf38AWCCshOXdEFOJEEe4J+pKhuzMhBnzfPqb4PsFdef5ju97qVXPb4MJ1QLtv5oEnfXkn"
    "dcx8QqAPyuxvZLsUnaFwCI82a8sGwtBeZU06iITE6jKF+Gqx9uPOHK7Dy2sr+fssPTQn9c"
    "2xYqLL/DF+I/k4KvRO3fXxroPxMe4KiBMIkz8Hlej7Mc78ZZerqM5MSzZyZo7KSiaM1ep6"
    "M2uXVX0Q4IW6PFmmqgWEG0htqKVlBbQ/K91++0tG9t9bt2ftvutEQrksIh4fArTKivXSld"
    "5VJUTJaxgXHdvum1VO26o3S7ola8JFonsHyTlQZ1m31VidbzSiJ2dJfsqq8kTOmC4qJWd6"
    "Ks2etetPtXHEFZaT4LPaXT0UTpjRYY60kKnZrur4zXTRQzhH677vVdaLzLdV7Mzdv+zYwp"
    "ZuuLzOo63/sZaQDeUXhH4R3d9DvKfRVeZZ8rbQB4yjLzlBT/lezlc+Mx3XbUEaiMAeM/jo"
    "6Ojz8dHR6fnp18/PTp5OzQ17gkb2WpXs7bl1z7EunJpDrGtykphnpEDLBfD3vPJ6uoFW9C"
    "rjIdsDEto+s4xSb9tUFObwHgTpj/g1fFNmAFc/+dQc2tLJ+x9qd5XxhlmSgAnBjLriWhLL"
    "1buv45KgXqZ4k7RcmN/sums85l9T/SF1SfaqMJq/DaHI6iqSZvqbJoeRFHN5XusqpAQWrQ"
    "9XBzd+CvhCx/uIu9BAk8lVYBZOtTrM106+m1KPGGrlg7VUXqmU3lfEp5HUzfnFaqCtLStB"
    "gwzwZevg6m77ydb6wZdYo9Q4mq4LVNR0FnrpK4CfqTWLqTIPWr5HER5JVFAGzihcP+jO4M"
    "qnnH6zueRFgc/fAY3b8I57y5brG+5IGw8TPPMsyKhEZf6hm48QcUzFYMbnrgplfuGWZPHb"
    "bATe899rpE0QlueuCmB2564KYHbnpg/gJuerteHSDo9iZ1/eCRtwuXGmLaMjY3HWRfoHIQ"
    "n+aD+DQL4lMJxCNd5oCXscHRpZ53b7S74c+rzO5GJ6OJKZmi073HfIGcrmOOBYwj5lCEit"
    "/Efk3ou+6bJ/zyYLFryWyU2j0RmZw95Mlo96ZujQ++uh/P+SfopVW9NDPl6dtTuygQyNk/"
    "joA2t8zZ3D64Ep+uxQfonZWnN0Ofmo+LIv6xYZGcPeSJHLRCstAxlUoTcK12W2v4fbliDe"
    "ReeD5HSYenpK9Twn0p5Ln0Vf1x0Veuog1JCkM1Q80ly4bkqjfgeQrC7SWK/FqhtuIlQ9Jq"
    "K53e5W30u0kK2e/s3XZbWku9aV9Gn5xyIyYRBkhaHuRAaAVJEFhpV1VbN9rtNeceGij8Ka"
    "4mfBsPrJAOMvmOnJvmFOskRRUYlYy9IPdMdFtviF+y29npvNfrRGan83Y8FMjt1bna//WD"
    "wJ9VMpzozel+IcU4oKgUaAggnjvEcy+RLUx9jXjukklhA9hWzw4yjm10KiwaK3+rRku+6a"
    "DMcClsV5hhvOTbMYp6OSyYxJdD9kS30VKnaKaPMXpgJzdEzRm2Jwxy5+aE3XS1eIgabBB9"
    "RnfcFB5rIjI51V8oWk4wkRkxbeUZEjum3xkQFvsYnsj5hYV1yn7vH2DnVIpVoo7Azun9WL"
    "yAndN77HWwc9r5KcZd+wQgCUgzws5GxSoYfHbz3Edym5Fn7IaFYPTGIPU3a3nHrS9QwRF7"
    "+jGPTvtjukb7Y3zEulvgAvgGEgBwDoDnlmF6bs/r6AvC8mUGvPalffmlgfjfIblSW+3bqw"
    "Zy/g9Jp/e9gdifcjDU/tFRwk9nxC+KiO3O+nf7Zl47DmEEVqnvwSoVuHPgzsvE774uF+o2"
    "+V3P51nC7obcodO53edQpZzZKzmPSvQ5nZi28CF1mNhfKPLsQuo80yRXxuoWRjoZ848WFq"
    "JpeSpf3WaujJRSHjdE8f3BM0sCffsWE1Ud6Nt3ROQBffseex3oW6Bv3/ClAfp230Yv0Ldb"
    "ZRepubBG69si+9JlBrumtBtIaQ/JldK9VToN5Pwfkr563VGa3DzWu+JlN4NeX+VF4oJzj8"
    "2vnHxsfi0H+8jQw9Mib4QvUDknvaO8bpBZXpBxfO/NsYRsT/fQ8+rv3kOvQi4RPJBxsWUz"
    "kADP80RYadMqiGZYBvAEfQPoG0DfAPoG0DfI9A2J4KESxYMswGi6BiIIa6rhUP2VyogewY"
    "hrBpB+by5sZE8wEk05Vt+6UCu8oPmU23cbEgvyNeRXKxlAYQAKg1LPQHtKHYPC4D32OigM"
    "dn7egbiWENcS4lrCiX6/VoXkZgDiWm5FnZyqR16tL9oHZXJN7SsNxP4MyaXau+wr119+NJ"
    "B/yaOwNNvq4AcPuyIuhmSgNr90e53eJSsMrrm+6bLd5Oom9m9Imrc3g95VAzn/y6FLsg17"
    "WswqwBMocxeuqU36cJRHm8RqpQIs7sXTaRIby1I7pmMcEqmcxu5DztClHzJjl36QBS+FgL"
    "sb3LICGw5sOLDhedhwpc3QfzAEugkaPLhZz+K/dYNHuPTr5TDC5/zFLxQxqWeDTWN1JFqt"
    "8wxN7BvwtJjs2jJGmApLeYr1KR6jJ/wis75/XWO5zO4DuiVKr4KFPRDmpZ+k9pQ6BcL8Pf"
    "Y6EOZAmANhDoQ5EOZvPYOUfFUAwnw3q4P4n4AzI6eOW7+CDOtZHurvLJ33O0uQft6ZtQjA"
    "YZkKgrx5LYGgA4og7AtUEN6taAnudYq1hVUI5LDMWjiXbLaNwnySS01wkqEkOJGoCBb2fG"
    "FrM2lM63wqzFgTO1TQDNxg/0V0mVymgfjfIeH7Ou2m+UW9Uhoo9MG90zv/p9ocuHecD0Ny"
    "3e+xHQX3kPOuyqG3DJhJyX40LblNVEia3sZbGugBnePRwXVEYssnhxXfoDJnCc4k8+9ToO"
    "MCCWmv/Wne80xRrirEr7uT/pI8uzI95RD92hOW+EMO8M8UaiMqVYWVKeuMp/42yMbdP+J1"
    "et1Lr3q8MxLJ77SJUcxoICxTBcxjB4c854b0Y4MkxZD3hRMQr8owFBKEBEMFEgzx/mQPHi"
    "0sC5ORZEZJ5UolkmCykQTYwuxnUZtqc2xpM4MsZPmzMghpqTQAnQTaNp8wWRNmqSyA7ICc"
    "sJV5G4uOf5r3NYktBy+uZ1lx/OlWyOW2qNMnnp5GBDpkV2PXBdFkt5yAQA3hjsh62Z649w"
    "wb/co74u/62Pr74eHh8d/kHo2ba/rVph08mGKoQlRnLKkQDlbt3Y6a/sifEU2+JK/jJGPO"
    "qsEDS5L0B4GdCtiplJuo3E+LBbBTeY+9DnYqO9dEvrFRd8l2rJvB9I3z5lYS0/BOLS+iYR"
    "nAM6EtCfa1uV/7sBAgGuNaTLMoniERQDP2vtt4XoTr9upXj+feRn4u23rRzIdCQzUkA2M1"
    "ppth376QXsatX0FLmC3kOuPabolKP93sN5AAq9/IoW4zmnrhk1b8vBCSgvkjgelsbmtuzp"
    "1iYz0pCoN+84Pe1eLmtiZ16+/QEszGP+1twb1tyy2Dag9Tc5lEeJXe3ZMCpXsBpXt68tBU"
    "DWVGvtAteiYdbms4b1j3C7G1N+06J8wOpIhmpRAOS8ExcPXOmmuksUPpFAE6JgZIr0Z6yS"
    "ZPXGhfF0iUYzvHn1eZ7dzE5BrkAkPeF6jeYN9CJmzzWWqDn7mZC4RgL1dgL0dtXWZqljNT"
    "kye8w2PKv27VW9dhpIDLiiPVQM7/Ienfdrvt7mUDuRdD8l1pD0SJe8GTNg36P5xK7tWQ3N"
    "w2m6ra4k35l0NyobQ7vMj5PyRNpdtUO6LIv6yV4tXSbRuz436BnXtIAjbu8bfnQTemC0u2"
    "MKfiGRYBQOOATk1KC8EZCACYiXM6JmOpT1T6MT2QADiTSyWeU21skiKm2VEhADUBKttoSP"
    "C8mJp6GqKeRAzMBy6yNTgPtgVoBlqt3u15R0XXfbXZvmm7xxjfkk7cjG7v+qrSicdYkQ7X"
    "DHhThiqgK0UXz9lGLf9s4NeHiSCxWOkLupYpbkQQQgGVx/A2aW9N8E9bsxZkjV6OiUI/l7"
    "mfx1gfTw2C14rsFRGtoGV9lTqavZCPa3RySAxe5DL379K0nnBRzWRECFSTccZoZFON4r8k"
    "9LbxmMEahcQq5Nn7j6Oj4+NPR4fHp2cnHz99Ojk79PeRyVtZG8rz9iXfU0beFBm9NHoqor"
    "bx6m9Ea7PaoXJnOputhBtjUBhmobOmLwGHzRyHTWrrj69R1Tyur6rZzeRRY/BcK32VxwUT"
    "F1yT0ulwJUqnMySs5Ibf4/+4duZaafe5bob/H5Lv/faA3RX/hqTFFsQGarnL4tvrXYiZpm"
    "VLOe6YO1esFVSprTnzbCUCH7Ys02LorR+AL9pCmd+R265yO/iidgftpiJi6MUKhuSi1z9v"
    "t1pqt4H8yyHhbV70brtMwr8cknOlpbVZkfPf+dy87d/0+k6Zc+2U99V/3bIdpXPD/TAkbd"
    "YzHd6Ee+E8iU1frR/Ok8Qle5N73YtOm8cC9K6GRGkO2t9U7Z+98wYKrll5f6BesAKt02t+"
    "5b8xVsCe2umol0pHu+p9Y+95+BO711KvrnsDtdv8oV21b66UQfMLqyMpHZJBr6c1e1fXHf"
    "U3EdHQ+8BmG7V/075hgGrsh/Z/aCH8Um+5OmOt075qD1y1sfOB/SbWSeyHsL9D8q/b3kDh"
    "ymj2j8mwbnNq8Z8a/sS+H9vE925ZW+6FwJH9CPbAdmeg9gWaoc9OTyndm++q24POtQi6+I"
    "1h0Gf9cXF74wZfjJQMCRtK35R2R2GrkRhX3gc2u/b6X1nNTo/3f+gDm2lZ93baYrZ1r9h3"
    "/NLutDRPKx7+xEZnp/fdAyi4Zr9U6V+yIX8pJu7QBz7C2A/rKh0+xJyrcszpzpwxw5Smrs"
    "spfrpxwRLPN2tO8zkTsmXmY5OlY3OgE65kAobkISrLRkgiDcZCBYyFePIsJ1RtEvj00I1R"
    "qSqM9V2HbrQwlUYVTLf+DCReZf25P7hvxczToBr/RvM5lhBgq1xLwpIwyxQzSbTWi8oTlQ"
    "RquczU8oNBDDpZq5tjotDPZe5nSPJT1V4uT2BNxbVRlsfXVAIL5swwm1rI1DlnuE1HgP1H"
    "OmItNBD3urExQfcvIhqmMJDn0ecp+8hqzcxnLG6wyuhXHuX9724b9GD+khZ5cxtPkQTh/F"
    "2A4KjtPCj+SETmDK2xELuyFLErIZ7dRjW0wUuQF81AAsCEwDY7DGwDkVQ2PmD3xEFq+5YZ"
    "GzPsfVMborKBu5lBOjFpIYd7r34VuNeYnuHkJI+a4eQkXcvA75WWgNqj8bsXZ9aILolBuE"
    "4nh+WAlShzD5sLe2Sm5cnNlZXREy/xzFmT+6Tn82ePe65/UbpMWjtXml8bKPRhSBzVv6Pz"
    "L69/O1gCgSUQWAKBJRBYApVmh74lSyCwRXkrW5S5bsiiM2UkAfQlwO05zo6M9Om0CJh+fY"
    "AyDiVomqt6piuJpvnaYc6/YH0qlraEsjlaoZ6lb/ZY+ElQd6XK+TtX7nK97lSnNhIzAbJN"
    "pCO3MUT1Fz/1Yh2JQCljriRmNZHDqFJXH3xvYZ19lCudt/ic1bkfq6FTFk/ifz6CMvk9M/"
    "UQIG7Di7w5Zz9+nTU+IghLfNmW+Jhe+36d2CFhOejhMvcwN40vMif69WFCTBwgp+Z6cbMi"
    "gvC6lPl1YU3ZVFsQ25AkkVkRaicqCv1c5n7mW7/1PCLCgtDHZe5j0FCChhI0lKChBA3l26"
    "0n29NQloSpvnmhNp5di9SONQlRHblfz+KpqaipzYOqK2lqBTm1HWckHXF+EE10iizsOi59"
    "RqwVTGxkmUuKZlgnyFxYyFwSxLMQJhnpzTT5XsjnfXdoGllYX0+RF5WsoP0tO8/p4x6Zvr"
    "hDYE92xu5ozdwYL+bjNXs9Kgm9XpZel5yH3G8P+qatZb58Nnge5wLcalhkd/Tqh229Kpum"
    "Vyc6eZSFf0mPvRMSKUfqxUpl0gYrn/fAkom+Yr+/4NIQEwPn1pg3Npbk7M5wxsayfN1V8M"
    "XeSvzrKZv2FwXplbBMBXE+y4HyWSrGZ8nEsMSW5ppON/gOiVQC312Ye5eExLrllGMfj0wr"
    "ysVIbtezKKwFr6hZQc1csX242aNv9fhsjLHVQEvOPi11inT6hMd157NhoxGbdj+zvws21s"
    "aiFD9jC91j7j5IkfngReORB/jZ3qNWM17hoD8WZpWprU10Oqmxer+Hj1ohakXcYl/1Tzyy"
    "0++GgkxI7oqfGb8H9BvQb6WeffeUiAH67T32OtBvOz9gRRfFvIhGpeDQCvHYILzV3oS3gg"
    "h3EOFur6aA8OEr76ANy1Rw4G7e3krQEEUQ9gUqCO92sg2GyYoCQMflKoj35udhHmF6IXHY"
    "yZ170JXeYTq7a7XbancvC1Ivnhg3nBUXQ+IYpQrLXvcqHjYrTuq9zZSjE7qUzerp3HggUQ"
    "Wjzl0HQnGyUBSZegKJKuC97fFskPnC1mzzCZMiroJxsQolS96cE7WIgFQc24QcgCuL6DPi"
    "uWnWHL4p0gB0Emg3UEKhGTgQgSl49RQ8XogM3USbFRnCMSkYuhCq6v0YsZXEduK7iMJUk5"
    "hNuHfqWRYTy6BODm8fa0EI61I38hO3YRhhSpFOuH0CJtxqQQSSuse6XfdyFnHt871O8S8U"
    "jabm6Enm87O5hvPYQfBWwAqhNFYIO81xUG4+ZytJDp6xJXcUSIc4JFJBlDe/faJT0y6ycf"
    "Lrg6JNsme6X1CJ9XIqmF51iBgUB3JumrKQs+kOLb5AOdxZ+PMq484CuWbSx/1+ml3lMbbz"
    "9poFuzwkBv1d9v4uyUmwi5cObrFzoCivZ50CiVcjl738A6vBzc+FETs3Z0O/mpZTwC0GuQ"
    "U7tkRaWvbXoIiYXsW/fUZ3o4VFTeuO3xhjQrHcUH4Lz5DmwWVPDRm+CzFJJlzLNO1YHW7c"
    "XvgIeW48pmszZIdIyR7GHYSvOz1ufzP4j6Oj4+NPR4fHp2cnHz99Ojk79DczyVtZu5rz9i"
    "Xf2ETeZ2+nA8GNd2RJFHlN8gIaEQJI48ojZyIpNEcEMlU6N+5kqgiNZfxXMdRdAYB8bcgF"
    "ZgnM0+knr34FuafNW2zdm2MJW5J+xvfq7/6I/zZz8lYO82/kqrA/KrwikWyC3XVeMEMigG"
    "bc76Mo1wA0A9AMRSJO2mwENEXko5os4GTodj0z3iSvqI2CmrnIhzm2HkxrhsdoZj7jhlAE"
    "T9iaZVovnB7gLvIvSDSNnBEu5xfWayaPctnWLXbXnZw8N/jQ2RL0zmXROwNHsNGFZ6aPJg"
    "YptM8PiVRwq795NXNkbsk9ZsNCMGrj4bKfpWGGMsJkP1cpyNDW3YnMhTUqNCcEEhUEeFtT"
    "QiFyxZcAgPM4W43YprDglBuWgfMpMCfbwhLO+nDW324eZG4HStkgaJmjxYxvfCQn/mSlem"
    "Y+ZK+6Ng7Xz2N+jh+5IE9BzDM9fA6nh8DsKCFKkUlGEqOCwtJSc4HQ+Y9O9KOTU4mxgDyS"
    "Xl0c1+HkX4qTP8S9ey/zKMS9q3KvS3yzIO7dli2BnGUvgWbGgd6XqOB5c/OMifhfAF6vfg"
    "XB3Uo0Ib7LS+KbHjrFq18JfHcdOcXbLt1LLFTS59+oFEzB4FIOLuU7dSnH9xPTfKrJfMrd"
    "W/VMp/JQpdXHenacHI8t7u4dSvn4CxUuABTpFkYi26NtSg71+WWHZEjuKMZE+2mM74Rnuf"
    "NRfOJOBExgPtVH7IoIc4Cp+egF2XdcDtxy0xpj4YowMmczJpXfMiCLGIhZCURPHMAcAHNQ"
    "+sVtT8+QwBy8x14H5mD3Zr6QsJJ/A0hYCQkr4WC2N6tCcjMACSshn8p+YApUcpCeMg+TfJ"
    "ZOJJ8leOSFVSjqv1u9gtAeHR7mAZdXS49aJm5KLHPdxgpscWJir9rm7M+ssJ2IRVifsk0J"
    "xSNLZmKarjNJCFZi2O9aeWJOOYRrdoFUuAqRkN+mFziC2oLYhmTSz97ay+Rhg1/mDb5BNU"
    "w4zLIIPqY5xTpJ4dYjgrFOvmeS25r0PMZ9tx173ut1In163o6/T7dX52r/1w+iM1klw3b4"
    "nmSUbIMK3DQL6zQtVOnq9DOSZko85dVu2FhuflFbWu/iooHCn7y8M1pL7bS/qf22euOloA"
    "kVObXa3UvtotfXWsoPt1K4ZEgu2WvSQJfuy/L2DhWeEk7ycmUGYQmkIBKL7G3MGfwGy4mL"
    "ldjvGvotx1jdMe48HYVI9qFZbNVJoJ8KfUKuMh2w0eQg7HkaNYjM0zB7d5YQhq1ZmbdmPA"
    "mA5r4TxVn2pDT0dtl6u1wmUIqbEjndEkoJkiavNIjSQhmW80U7cVNYogfTQjpi7Ro8MEkD"
    "Lbm104h9IcR/bh2x26Joya2dlpZJHuVhT17ZXh4rJ69RP9yJ85PBfqkU9ktg07BpU9zwYC"
    "+gCwyLAayQu37Lm2TwFK/MDqkcafvK1qubfmHS8mCnkyRpqa8hDWKDW/LROXuC5HyersIK"
    "y5SYxi2t5gpblizAeEZoK0+gCmhHaeyTXDYKJxkmCidJCwWw96vqGlsuFqLlHhdq6TSEX6"
    "Weh4cYh2vnIiKEVY2gDUz2yW3ns/CHMsasfDo1lxQ9WObMcZhamnVETccry7B5IpaZPsYp"
    "sVk2/QDh6+WeCEQSGC7xgNkt7ra1nJg8vCv3DBtTJltHd+ybYHrHqpkUO02OzIXwG+N9SN"
    "Gj8cyzky7muVkQD2mIA/P250rw5no/fj3gzfUeex28ucBevwKYRjcNeTGNSsFATTUjL3QU"
    "jkhVwnz5bfIQpdM7KXmI9hPcXXM7IjWFfECvNpP0hXcHfe1a7bba3cuC5wNPrIHciyFxzR"
    "/VVgP5l565pGcjGT9hvo2h455osfbFzksc0guA6dcHKONQEjYpe8YoaxyDJOJAYZbn6JM8"
    "8dr6Eybrua/ERKGfy9zPLq+7rkoiIgs9XfKeBtVTJXv5TVVP//3/r1EMog=="
)
