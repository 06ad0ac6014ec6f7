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
    "is_default" BOOL NOT NULL
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
CREATE INDEX "idx_job_team_id_953e87" ON "job" ("team_id", "created_at", "id");
CREATE INDEX "idx_job_team_id_91a290" ON "job" ("team_id", "updated_at", "id");
CREATE INDEX "idx_job_team_id_7686eb" ON "job" ("team_id", "priority", "id");
CREATE INDEX "idx_job_project_02dc06" ON "job" ("project_id", "created_at", "id");
CREATE INDEX "idx_job_episode_c1455c" ON "job" ("episode_id", "created_at", "id");
CREATE INDEX "idx_job_scene_i_c5d36d" ON "job" ("scene_id", "created_at", "id");
CREATE INDEX "idx_job_parent__58a9fe" ON "job" ("parent_id", "created_at", "id");
COMMENT ON COLUMN "job"."state" IS 'QUEUED: QUEUED\nRUNNING: RUNNING\nWAITING: WAITING\nRETRYING: RETRYING\nSUCCEEDED: SUCCEEDED\nFAILED: FAILED\nCANCELLED: CANCELLED';
COMMENT ON COLUMN "job"."stage" IS 'PREPARE: PREPARE\nCALL: CALL\nPARSE: PARSE\nREPAIR: REPAIR\nWRITE: WRITE\nDONE: DONE';
COMMENT ON COLUMN "job"."error_code" IS 'UNAUTHENTICATED: UNAUTHENTICATED\nFORBIDDEN: FORBIDDEN\nNOT_FOUND: NOT_FOUND\nBAD_ID: BAD_ID\nBAD_CURSOR: BAD_CURSOR\nBAD_REQUEST: BAD_REQUEST\nINVALID: INVALID\nNOT_READY: NOT_READY\nCONFLICT: CONFLICT\nACTIVE_JOB: ACTIVE_JOB\nARTEFACT_LOCKED: ARTEFACT_LOCKED\nILLEGAL_MOVE: ILLEGAL_MOVE\nIDEMPOTENCY_MISMATCH: IDEMPOTENCY_MISMATCH\nTOO_COMPLEX: TOO_COMPLEX\nPERSISTED_QUERY_NOT_FOUND: PERSISTED_QUERY_NOT_FOUND\nRETRY_LIMIT: RETRY_LIMIT\nAUTH: AUTH\nQUOTA: QUOTA\nRATE_LIMITED: RATE_LIMITED\nTIMEOUT: TIMEOUT\nCONTENT_FILTER: CONTENT_FILTER\nBAD_ANSWER: BAD_ANSWER\nPROVIDER_REFUSED: PROVIDER_REFUSED\nUNAVAILABLE: UNAVAILABLE\nWORKER_LOST: WORKER_LOST\nDEADLINE: DEADLINE\nCHILD_FAILED: CHILD_FAILED\nTARGET_GONE: TARGET_GONE\nINTERNAL: INTERNAL';
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
  ON character_relationship (project_id, source_id, target_id) WHERE deleted_at IS NULL;"""


async def downgrade(db: BaseDBAsyncClient) -> str:
    return """
        """


MODELS_STATE = (
    "eJztXW1z4ji2/isqvsxsFZtNpzvpLH3rVjngTnualyyQ7ukdptwOKMETkBnbhM7unf9+Jf"
    "ndlh2bYGKc8yUYWUcmj+Qjnff/NpbGDC+sIwmb+nTeaKH/Noi2xPQidqeJGtpqFbSzBlu7"
    "WfCuWtDnxrJNbWrT1lttYWHaNMPW1NRXtm4Q2krWiwVrNKa0o07ugqY10f9cY9U27rA9xy"
    "a98dvvtFknM/wDW97X1b16q+PFLPJT9Rl7Nm9X7ccVb1OI/ZF3ZE+7UafGYr0kQefVoz03"
    "iN9bJzZrvcMEm5qN2fC2uWY/n/069//0/iPnlwZdnJ8YopnhW229sEP/7o0atDVUtT8Yqy"
    "N5rKqNAgBNDcLApT/V4v/9HfsJfz958+79u/O3Z+/OaRf+M/2W9385jw6AcQg5PP1x4y9+"
    "X7M1pwfHOAD1AZsW+0kJZNtzzRRDGyKJ4Ut/eBxfD80sgL2GAOFgVe0D4qX2Q11gcmezV+"
    "Pk9DQD0C/SsP1JGv5Me/2NPdKgr4HzdvTdWyfOPYZ6gDJ7qQog7HavIbpvjo9zoEt7paLL"
    "70XRpU+0sfNqRxH+ZTToixEOkcRQnulTG/0fWuhWglccANoZ4DIw2MhLy/pzEcb05570ax"
    "zudndwwcExLPvO5KPwAS4o9IxB396HuAlruNGm9xvNnKmJO8aJkdY3eWt5soy3aES740Cy"
    "/5j9f96WtdLHxj0mwu3Mu5e9oa10uhF53Z7a0xoSWpnGnaktf7LQRntEOmkha4W1ewvdGi"
    "ai2xla4uUNNtFmbqClNsNIt5too9tzndBLC1lTg87IUSM2lbsd+ekd9reGjbWl6myRUxOz"
    "5a1qduP3Qlvv9bXSKbD3rtf67IjRbPNWPb0FN/7ndk2mbKqQpv+wrKN73T7SZ9YRwZv/be"
    "z/beMv1tuzv8VfIo5A9pYcmpEE6B16x9aXOIWrRSjjjM0lPfIuDpC9Neg/OBuQxaO7BDIm"
    "YKz05NFY6l1FeF5HGsvszglvfYy1/nwW44P+IOirMv6E2Ff070Ffjs+q32/87wb7TdraNl"
    "RibFRtFlqtXquHWmQTW69mW856lBJmvSqz7mEUmnb31wezzj8LnAy9/jU8Gp7nORmepx8M"
    "zxPnQmdTLHIsDCjgVFjwVBgGnh+q1LlmzYus7SjVblb4y8rukfV99i7H+j57l7q+2a0ozH"
    "NdJPSkA+z1ryHzeHOWR6yMM/qQVHkWBxf/WOl0iW+xH0cpa7gfH+7+mzx2LTTLVtfWVgev"
    "OO0OptplTzDTu59pEz/QDWabeY5SwixXeZZneIG3E6OilDDLVZ5lT9Fx86gWU00lCHeppa"
    "ruBD+pjQqd3QPVYF5QQyQAp0hBHkU3Ce1Hw8T6HfmMHznACv0dGpmKBH1Xvz12hzlMSIPW"
    "gEua2sbXO4cXFP3fHcbMcZdGbakjN1J4wQ6AvbbwIQpDeYFNsD8xvC9k0FnPdFsmtvnYEJ"
    "l0grvNTKMO66div+OTZp2vcwPN9BnazDUb2Qb91KdzZNz8gad2k9tfKLmFbHZbQ2xpoqX2"
    "iDYa4d0XhnGP1iu0oMCaSdPOzkcvaN5hZp0mok2aSQlCjWDrqYKtB3bbnR5e6LtkmAXxDN"
    "M8A9DDOe0Xw7Ogc1BAUUMt4+5VuC5b5iAVQDlGBlDnh7ogsw0TAXf4K6ZrsTV9UcS+FlDs"
    "374WOjXcrPWFrRPriD32JU4MpVjdiqu8amuhOFCPgTQ/kYp43PW4D5o111cNgYAWutvMEt"
    "CW0X453O7WVCj/yUKmscBIJ66Y9AF9xytjOv+O7kxjY1HBChNXyppjTsIFqZmBpnON3Ind"
    "7nY4skAu+62xdtUJXO3z+3Mc3UECA2874KLgbQez/gxvO8bnxWKWTNbLhIo4agR2aassaz"
    "UGX/vysIX4x4RInZ7SbyH+MSE9uXfBbjqfE/JFkb+y785nfHPMI6O9Pckho709SZXR2K2Y"
    "0w3bd5MzlBrl5fd/OtBrV7NyXNZrt5NALzCEvy5DOOiPd6rRYOf1gnCGSADObOO3Jw2BjT"
    "bLRhtaUE8bv8GfYCf+BC+jTxniKab/dEOgTPFuNbM0KWao05NqlPEcI41YG2yie7yyHdMz"
    "QfoML1eGjcn0kbY/tmiDhQx6+m8iy/DM0iZeLbRHxAQDZqrGS6Td0rd+nlSplPYUoXolbO"
    "cOWfHoExLKlt/A6F0ZlQscWupi9K4noIx/JLBMN8a63ausGNjSCHuSK1vDSUa2hpNktgZj"
    "xQAp6FYQIaoh0rs3d+tktbYLx+BFqQDoHEBTPsJ+bwLkdCt4QAFW8IiiBazgoMmvvBV8iL"
    "lUkpp7JnK/mS2/8Z5FctAMCKbsgdwj45ZKTBYV8v+uk58sZonWCWt0x0R8TOsDWlt0hdCu"
    "LEyRSlwYYeJIVyyVzALT5yz1xWNSkCvzQXlcmJ3u7ITK3ZdDMbUgxFVCiAO7+Wvhu2A3r/"
    "Os57GbB8y4AH+NEIGOAVKkvIRwBlk8tlnHFedPgm1puwQekLvjQOYXcne8hlkGuxA4s1QL"
    "TnBmAWeWqkFaUWcWjrpAHerNRroa1Jv2fD4sNiYasVsIP2DzkeW/vnP8R5imUbpSXPeRG7"
    "wwyJ3FUigwXSR7hNhZ5XnD7biaBSgrQVm5b7ZzoGorUFa+xlnPo6yElNol6tMs/GcS2wv9"
    "LjVCxyWoTXzOP09O3r59f3L89uz89N3796fnx36gTvJWVsTOhXLJgnYiyCejeHiKWbrfCr"
    "KYZ6EeIQPst8MeIqjqqnQq4EkSruHlVgsSvYsu7cfPQ7xI81MU1CY6sN0lTUSNvDZBfodn"
    "AhVNKFFHqCIOQM9EK+52VBe8ytRZcOWbQGfhKeXSdRae9i9X1TC6iA3CS3cxPyoL6URYAi"
    "ylG+gYQMcA0iboGGDWq6NjwEth4rt0JYNPUDufnZPTPEoG2iujXm5CzVB9HU6jrM0pVtfo"
    "JFe93JOMerkniQislWZZG4Menoq6nyUIa6gzK6X+88KYammph1I0OD7FHtf0f+b7WdXnOR"
    "A+Ty/0F0cXFDWgqAFFDShqQFFTV0WNZNr0/5jaPc1em7otLhAS79PMLBPi9laX4e45ioVw"
    "JQzLaeKN4ETIrUyDlfRAhonwSrcMVqLdou0zU7u1m2hNJ8tEJn7Q8abJOtH9/R7PRPVCdv"
    "8A0CCBBgl0CaBBglmvjgYJfN13m7KH/nqxeP10Zl+PtsrKjMaFctGVW4h/TMhIlkaDvkol"
    "4hYKridkcD3uKn3az72gPceD4beLgTTs0J7+9YRcDQd0+apXUvtzC4W+xA8kecT53ecBpj"
    "NlrwXn7HwTGlDvUXfSGUofxwXPGw5RC/GPCRnKLBdzCzmfE9IdtD/LdN6cz2rMjHOs3KZY"
    "dpgQNC3V2ZqSJxJ3qkQFNdN3pwgRVEqK54h60C1hyrNUF74wyf48+N6UdZKD7OYvv2APjh"
    "G5io6C5+QoFbCimPHP0SMVxDRKBeJHdmyoi1YS4MKxjFfBSIcJ7JPhjNGV9XSQqPt27wBb"
    "ORjpIBnBk9BGGWGVgkXb2trSFm2WS64hUOWHbzeztPhT3lGd+j1zhZD6OewYOWbRnXM6k4"
    "GO/ScLrRaG/YHHevqt4vjRZ4wFavnqMPMmqOVfkYIW1PKvcdZBLQ96j0PXezgVZwXrMz3b"
    "eIgE0o1H2NAu0o2DIuo1KKL4XNH/v+DWECMDVVSCmemCraFjTNdL7PD6OCfTRfuCI2BYtm"
    "Hq2Dry3Kaso7B0GJcp67Mdl8LWQEsIWsIqqbLyaAlfSJU115jGSRxIHNxsZqqxIt3yhxQb"
    "tzxPGeN8jx+QtcLaPb2BNDJD1vqGAWaxOg3YZInLdBvdPCJd4HO6g/HylHSIzmFUN8LqPI"
    "C2C7RdlWZWB6r3AG3Xa5x10HaBtgu0XaDtAm3XS3OQiu8KoO3az+5Q/ZwWZR6iys9qoS10"
    "zcKCoIH0zSJEUo3Ngj2vNpvFjanj2yIr3ieoXRqXk+O8lbQzS2kn1/xqhTXTUw7mxTlKVT"
    "uwz/OBfZ4F9rkAbEdJRnmGXag8fIwM4M4JN1PP3pnGOi2wL4WHRKhqB/abnJzkTSYreSPi"
    "JStTX2rmI8PSEFS2yVjgccKtUK/YmS8Ke5bY6kH+PhXu98ks6vRps63AFpAC3E/ADcZMMG"
    "bWx5gZ1jc6uYZ2kMLJN1QOQ2PWaApietoFN1mIAlwBtD2ldBKDl2VDj6Ocw56umnGaHBme"
    "NJsHa/iDsDxLtoE0YjDTdhNZGBN0axpLbiy/1U1LEBuy/TC7MKU30W8Ny1ibU5zZxdZM+h"
    "AVjO9gfK88kzpQMywY31/jrIPxHYzvYHx/eXsKGN/B+F7pXQGM7/vZHTgQCTjzpZPzaKts"
    "iG98lHpK91sLOZ8TMhz0pP5YabeQdzUhH4eK3O+MPilXtJ9/TfsqX6TukBK7FxPSk/vjwd"
    "DpGVxPiNTtKlK/LbeQdzUho+uLwbCj9OnL00KhLxMi9+UeHZV/sEyEQ6l/KQ9ZHkLnakLa"
    "16PxoNdCzmdciM6jKi4hw512gwvVdvEJamdtOstjajpLtzOdJYxM4Z9VAOIYWe2ALss/gD"
    "4NE0tosE49FUdo9ncsPj2QYzEYk0rYniO6yryYRogA0viJx9ftFoA0QgSQgsnzpbK8Oe/2"
    "DqCNRGDWFNwII3waW+clB2xzYRvhiFWKO/ayFwospqHEhuk20lAexaeNogOC/aoz4Wo0H9"
    "B3w5xh8zsy18RyrJlv0Eanq2VtozttZTX570abub7AFGDNmouq3pQwPmTXq84m2gST5ysy"
    "foHJ8zXOOpg8weQJJk8weYLJ86U5SMV3BTB57md34IJTga3B77/VvlAxCHe9M9i6Xax+u0"
    "9QR1tVPlNVlqUqERG1XrIYsiIIh0hqh/G7fPbAd1n2wHcCe6Cxthc6ESzk1JybIYqcWTe9"
    "qhOrhUaOrugfgmeHXmpjbweeqWFiFf9Y0S7ik316ctQkZd40qVHKozb9LkcGgjnLmjNWbn"
    "Jr5yKfeI88TOl05YJ8jNO0EPs7Ie3BUFblX6+G8mikDPrqUJY631pI2Dwho/ZQuRqrX4fK"
    "WOlftlD0O7sv92W1q4zGqtzx+8TbvH5Xw0GbjR/0ClrYL+tddWXmiORdxVXNL+RTRIVAZm"
    "u41c3ldtUzRQOAVFNlqcaaUujpnK2JYLZTT+Exqv3paI4P5CROGabJBPst4RVTA8wJVZix"
    "XDkalO2ATqUHqMGjDHx1quzysKv0BEvNXpu6rYtyshUJs5dcSaXnjPd4sMea7KwEnE8+E6"
    "oRG6NGS7PUDATemyzwoAm95OkeNCGekidnP8+qjwyCdNtCG+2RJwNgji6zNTfhfEDfLfzn"
    "d8T1sBbvRccklsbvWk30faFRIYDgjfWd33Wk97iAU+6T8iQnCJlso8Z6P+1A0CElL0HQwd"
    "ejCu75sjMkMABvnsrzuAP16wBvntc46+DNA9484M0D3jzgzfPSHKTiuwJ48+wpnO8AHFDK"
    "PEaVXz8AXFD2EpLOlRNJkMf4R6rJxqgNxFl8Xv51nL3j+my+O+hfet3j23DCtGBrdwZxTy"
    "1513WMrAbA72ttPxZj0j4BQJy34oVpqykwp7pGRWhyOkX5NMz8MPKIa3PyKOV8v6DC01q7"
    "29oXKky/xxfiP/OCr0Tj359a6D9zluCohTCJa+DzvB7nOd6N8/RyGUnGc2AuaFRSkdT2oN"
    "uV28y7q+gEhL3RYkO1UKwh2kPuRDvInQn5Ohh2O+oXRf6qXlwr3Q4fRdA4IQx+iRIN1Z7U"
    "ly55x2QbXRhXymjQkdWrrtTv817xlmifwPNN1Br0bQ9lKdrPa4n40V3Sq6GUcKULmot63f"
    "G29qD/URn2GIKi1nweelK3q/LWkRo46wkanZ7ufxnvm2imCP16NRi60HiX27yYu/f9W+oL"
    "TPcXkdd1vvczMgC8o/COwju663eUxSo8yz9XOADoKausp7Twn8lZvtDv0n1HHYLaODD+8+"
    "Tk7dv3J8dvz85P371/f3p+7FtckreyTC8XyiWzvkRmMmmO8X1KiqEeIQPst8Pei8kq6sWb"
    "oKvNBOzMyugGTlGmvzXI6SMA3An3f4iqKANWcPffG9TMy/IBq38YN4VRFpECwIm17HoSis"
    "q7pdufo1RgfhaEU1Tc6b9qNutcXv9TbW1pC3U6px2eW8ORD9VmI9UWLS/j6K7KXdYVKCgN"
    "uh1u7gn8mZDlT3dxkCBBpNJTANnaAqtLzbx/LkpsoB4dp65IPVBWzljK82D64oxSV5A2hk"
    "mBedDx5nkwfWXjfKHDyAvsOUrUBa8yAwUdXiUIE/SZWHqQoOV3yRMiyDrzBNjES4f9AX3X"
    "LdUTr7+zIsJc9MMzdPPIg/NWmknnkiXCxg+syjBt4hZ9YWTgzh9QsFoxhOlBmF61OcyBBm"
    "xBmN5rnHWBoRPC9CBMD8L0IEwPwvTA/QXC9Pa9O0DS7V3a+iEibx8hNcSwRdrcdJB9gtpB"
    "fJYP4rMsiM8EEE81UQBexgFHE0bevdDphj2vNqcbjUznhoBFp0eP+QQ5Q8ccDxiHzFERSv"
    "4Qh8XQ9z039/jx1qTXAm6UOj0Rmpwz5NGoN4Zmzo4+u18v2DeYpadmaWmIy7enTlFAkHN+"
    "HAJ1ZRrLlX3U49+u+BeYnSelN11bGHfrIvGxYZKcM+SRHHVCtDAxtSoTcCX3O1vEfblkLe"
    "ReeDFHyYCnZKxTInwpFLn0Wf72cSj1ogMJGkM9Q8Ml2yakNxizOgXh8RJNfq/QWPGWCeko"
    "UndweR39bYJG+n8OrvsdtSOPlMvok1NuxCjCAAnbgxoInaAIAm3ty3JnpF5fMd1DC4W/xc"
    "2ELxOBFbJBJt+RC8NYYI2kmAKjlLEX5IaSlvWG+C375U4Xg0E3wp0ulHgqkOvehTz8+Q3H"
    "n3bSnezN6XEhxXRAUSqwEEA+d8jnXiFfmOYW+dwFTGEH2NbPDzKObZQVFs2VX6rTku86KH"
    "JcCvsVZjgv+X6MvF8ODyb+45A912y00Sy01GYY3VLJDVnGEttzCrlzc05vulY8ZOl0EX1A"
    "35krPFZ5ZnJLe7TQZo6JyImplGcI/Jh+o0CY9GuYkbMLE2sW/X9/Bz+nSuwSTQR+Tq/H4w"
    "X8nF7jrIOf096lGHfv44AkIM1IOxslq2Hy2d3rPpLHjDxrN0wEqzcGqX9Yy7tufYIartiz"
    "d3ls2u/SLdrv4ivWPQIXwDegAIBzALwydcMLe97GXhCmrzLgjU/K5acWYn8npCd3lOteCz"
    "mfE9IdfG0h+qcaGmpfdBTopzPyF0XI9uf9W76b155TGIFX6mvwSgXdOejOq6TffV4t1DL1"
    "u17Ms0C7GwqHTtftPoQ65axeyfSoRFtZc8PmMaSOJvYnC3l+IU1WaZIZYzUTI43M2FcTc9"
    "K0OpXPHjNXRUqhHjek4vudVZYE9e1LMKomqG9fkSIP1LevcdZBfQvq2xd8aUB9e2irF9S3"
    "pWoXLWNtTrf3Rfapqwx2Q1JaSFImpCf1r6VuCzmfEzKUr7pSm7nHelesbTQeDGXWxC+Y7r"
    "H9mSkf25+roX2k6OFFkTfCJ6hdkN5J3jDIrCjIOL43xkygbE+P0PP67z9Cr0YhESyRcbFt"
    "M6CAyPNEWmnDLIhmmAbwBHsD2BvA3gD2BrA3iOwNieShAsODKMFougUiSGuq4lD/J40RA4"
    "IRswwg7cZY28ieY8SHcry+NW5WeESrBfPv1gUe5FvQP21kAIMBGAwqzYEOVHUMBoPXOOtg"
    "MNi7vAN5LSGvJeS1BIn+sHaF5GEA8lqWYk5OtSM/bS86BGNyQx5KLUT/TMilPLgcSlefvr"
    "WQf8mysLQVefyNpV3hFxMyltuf+oPu4JI2BtfM3nSptJm5iX5MSPt6NB70Wsj5rIYtydbt"
    "RTGvAI+gylO4pTXpzUkeaxLtlQowvxcvp0lsLCrtmI5xiKR2Frs3OVOXvsnMXfpGlLwUEu"
    "7u8MgK2nDQhoM2PI82XFIo+rc6RzehBg9uNrP035rOMlz6/XI44TP9xU8WolQPOmVjTcRH"
    "bbIKTfQXsLKY9NrUp9jinvIW1hZ4hu7xo8j7/nmD5XK7D9QtUfUqeNiDwrzyTOpAVaegMH"
    "+Nsw4Kc1CYg8IcFOagMH9pDlLxXQEU5vvZHfhnAs6Mmjpu/xpqWM/zqP7O0/V+5wmlnyez"
    "FgE4TFNDkHdvJeDqgCII+wQ1hLcUK8GNZmF1bRYCOUyzFc4V47ZRmE9zmQlOM4wEpwITwd"
    "perW11Kcxpnc+EGRtijwaasZvsv4gtk9G0EPs7Iexcp47an+Se1EKhL+6dwcUvcnvs3nG+"
    "TMjVcEBPFCxCzruqht0y0EwKzqNpxW2iRMLyNt7WYB1ZKzw9uopQlCw5PPELaiNLME0y+z"
    "0FJi6gEM7aH8YNqxTlmkL8vnuZL8GzazNTjqJfvceCeMgx/pGi2ohS1WFnypLx5F/H2bj7"
    "Il530L/0uscnI1H8Tp3rxZwGwjR1wDwmOOSRG9LFBkGJIe8HJyB+qsJQiBAKDD1RYChh/H"
    "4ZE+0vxk1DYJxlzc0ss+wfbodccUiadc/qTfDMZfRq5sYUGfSWk+GjxeOL6Gtmz917uo1+"
    "ZtPzD21m/uP4+Pjt38QhSrsb+tm2WpYdLdQhagQSdAhnn/VuR2354mdEq6mI+zjVVbN6sE"
    "xxJP1BYHgGw3O1NQ+HaYIEw/NrnHUwPO/dtPDCXpoVExl2g+kLF8KsJabhk1peRMM0gGdC"
    "/Rmca3O/9mEiQDTmwmMYRfEMkQCa8QLneFVEeeX1r5/iqoyCO7b5qBq3hZZqiAbWakzZSn"
    "99IUWr27+Gpu0Sihcx85XARpfuxxdQgBtftmFhK9MbDzIpLi+EqIB/JDBdrmzVLaJRbK0n"
    "SWHR737Ru2aZ3O5hbv89unbY+IddFtylu2Kk1qdLdX7PKElXovP7cVkA79j5HdK37pZBb+"
    "hSw4X4ckBRDXbMnlcbdjw3mAWoAD/2CeonHZZQmtJ4EDrFZXo1BETg0fCER0NUy0EhEa/k"
    "HKUTPOI9HjP+dS1fux6cBXxIHaoWcj4nZHjd7yv9yxZyLybkq6SMeYt7waoojIffnE7u1Y"
    "SMrtttWe6wofzLCfkoKV3W5HxOSFvqt+Uub/IvG5V4tTTbxvS4XuCcE6KAY0787bnV9MXa"
    "FG3MqXiGSQDQOKALw7IKwRkQAJiJ/DeYzIROyulCTUABcCa3Sryy1JlBBPtlKqJRIgA1AS"
    "o9aAjw/LgwtDREPYoYmLeMpDQ4j8oCNAOtzuD6oiujq6HcVkaKK8b4njD8ZvR4N5SlbkJ5"
    "vba28lCKEELIc3X8kZJuaAT/sFVzTbaY5RgpzHOV53mGtdlCJ3irDAYR0ho6HNZpoukLeb"
    "fFJIfI4EWu8vxuDPMeF1WPR4hAPx4XxKe2pVr4T4HWUL/LEMZDZDVKofrPk5O3b9+fHL89"
    "Oz999/796fmxf05P3so6sF8ol+zMHnlTRFL79L6INtzrvxNl+NNxJntThZeSVoFCoRuFJC"
    "SfAiSkHBKSZWt3z9GA322vAd8P82hQeK4kVg7YvWAK6m6X6aa73QmhLSN2j33wcsKSMuTF"
    "hOnnhHwdKmN6l39MSIduiC3UcbfFl1dnEyPNeJEi7hh7t1cUtFRsyXlKyTSCTdMwKXrbJx"
    "qJjlDld+S6L12PP8n9sdKWeK6QWMOEfBwML5ROR+63kH85IWzMj4PrPqXwLyfkQuqoCm1y"
    "Pp3v7evhaDB02pxrp30o/+uaniidG+6XCVHozHTZEO6F8yTKvjrfnCfxS/omD/ofuwrLee"
    "JdTYjUHitfZPWXwUULBde0fTiWP9IGldUBZ/9jrIE+tduVL6Wu2ht8oe95+Bu915F7V4Ox"
    "3G9/U3vKqCeN259oH0HrhIwHA7U96F115V955hbvC+U28nCkjCigKv1Hh9/UEH6pt1xTnN"
    "pVesrYtcY5X+j/RCeJ/iP074T863owlpiNj35QGjptTi9eHD30jf4+eogfXNOx3AuOI/0n"
    "6AOV7lgecjRD352Zkvqjr7I7g841Ty7zhWIwpPPx8XrkJpmJtEwIXUpfJKUr0d2IryvvC+"
    "Wug+Fn2rM7YPMf+kI5LZ3ersK5rXtFf+MnpdtRPWNj+Bv9j6ThJV3al5xBh76wlUT/gT4r"
    "Ge9dVYN3O7xhiS0rdf9NCVOKE1aYr2zJznMWmMisLyEqL+FAxz3pOQxJYSnLxUJADb4WBX"
    "wtWDEAJ/VWEvj0VDRRqjqs9X2nojGxJcySku48F1A8y3nucHAvJ/WSrZnbhcdHKUGZWWVl"
    "5q1OdGu+1TTHSGGeqzzPkD67rrNckQxXo0fLxssrHk/UEKS6itxvZuW8snhPdRV0zVGNyO"
    "mN7LlmI42XE0JzzUImZp70NiYfEB0FExuZxsZCS3pKRsbaRMaGIBb6IqpJtIshn852BRmg"
    "IANUpU3zB5oLCDJAvcZZF+ySkAGq5LwlUHqIW+2h9FBdw7dBdqqr7ASlh0rPbSPK3J6ZQ3"
    "xrPXnVttc9eBctKNtfFzTAhWlqiPOO87TTZ9lYlAc/3eQTIqkFvvsw+FREiXXNjNJDPDXM"
    "qC5GcLuZpcJas46qGfTMlb99qi0WyDaQ5tfBbqEN0z5tNItlYMezpvNdt9GUst0P9O+arr"
    "UZb8UP2EQ39JFLbLFE7Swf+x/GjTife3mPypPfnfZ1t0sT086Wrc41a57I3B5SrfyembUd"
    "0qiDEq3aPPRA1SmgRHuNsw5KtJdI4Qdp1HeMaXDKyItnQAEL9DBTz5QfnLUzNS9k/S0z6y"
    "+kmS1jj4JC11Do+tB1phGVQwGg43Q1xHv3fJjlGFyn5NrMl6FwvX3ize2smVdyv6P0Lwuq"
    "XjwyFgjFLybECTLikVruVTzXYFw19zIsRyPWRsTV0zXcAQUENBQPaHD8pouwnoCiDniXvZ"
    "51slrbqm3cY1Eu/FR5JU5Wo4QSO5NZnEim4tgm6ABcgd+PNmXRFFsu3xRqADo172shDhyQ"
    "AAt+mgXP1jyLCVFFlXdSl3CMCpZucumCK1pdXdEq4gHxlecpawicH9w7zSy/h03QJ0fMjr"
    "kmhFWVd6iYJ8IUWxbSCPMywIT5Hiw0y0Y3WLOb6OaR+xkw6/ONZuGfLDRlmahEkTu7GziP"
    "NwMbBbwQKuOFMDcsAXPMKu5h1cdXK5aI4vQ0Tx6K09P0NBTsXkylszDsIru63x+sQKIs74"
    "axKFaxzSOohqN/rQoDVSjlQeXW/WG6suRxYPL274JTHiKD+a76fFfkdN3HG6shOFvz9syT"
    "NfF65PIkZplxmWMud+9lLkLoZ8N0GpgXFvPtxSZmx176V7cQMbyOf/uAvk/XpmWY39mNGS"
    "YWFrsQl/AMwWn7N3YQC7kEczLnqJ3iUux1YR7DhU/lWemGhedywSnGXYPPO5CXf4TZS5bh"
    "9GM6OBDuuN69WRzQCBFAGtfHO4ykEI8IaOok7ew5IXnhRPDPSQEPkHPWyjBLYJ6uNPH611"
    "BpsnsnmBtjJgiCTRfxvf77l/BfhieXIsu/kPf34VhFCjl/FxWOQS4GubhI8jhWirjNk5g0"
    "RLnjQrebmanjWEd1GvTMJS2vsHlrmEs8Q0vjAbe4NWhOuaxhPjJ5lkW7PiI+NHJWuFgg3m"
    "6YPBYmWzPpXZc5edGwIWkIjE9VMT6BVLvTjWepTee6qGJrhj98QFLDw+nuXXUivCX3mg0T"
    "waqN5+l/EGYMyaiJ8FCnfCGlxxQYa3NaiCcEFDUEuCyWUEgd4FMAwHkiLqb0UFiQ5YZpQD"
    "4FWb8sLEHWB1m/VFn/CpsWlYrxrGNM10t28BFI/MlOzSy5f+V1V2fh/nl8UPEdIzSp1M6S"
    "tn8IZ3rHVJTgrcggU4EVvDC10L4dkv+suXZyeiawbouTYjW5uA6SfyUkf0h+9Vr4KCS/qv"
    "OsCwI0IPlVyb4rzraXQDNDoPcpaihv7l5jwj8LwOv1ryG4paQUYae8JL7p+RO8/rXAd9/p"
    "E7zj0o3ApyKd/0apgAVDXCnElZYv9f/1/xaOWMs="
)
