// A front-end as it is typed by what is generated; compiled, never run.
import type {
  BoardQuery,
  BoardQueryVariables,
  CardFragment,
  EditSceneMutation,
  EditSceneMutationVariables,
  FollowSubscription,
} from './generated';

const asked: BoardQueryVariables = { id: 'prj_1', after: null };

// @ts-expect-error An id is needed.
const nameless: BoardQueryVariables = {};

// What is left out stays, what is null is cleared: both must be possible.
const edits: EditSceneMutationVariables[] = [
  { input: { id: 'scn_1', patch: {}, expectedRevision: 1 } },
  { input: { id: 'scn_1', patch: { notes: 'Louder.', anchor: null }, expectedRevision: 1 } },
];

// @ts-expect-error An update says which revision it has seen.
const blind: EditSceneMutationVariables = { input: { id: 'scn_1', patch: {} } };

function cards({ project }: BoardQuery): CardFragment[] {
  return project?.episodes.nodes.flatMap((episode) => episode.scenes) ?? [];
}

function changedAt({ project }: BoardQuery): Date | undefined {
  return project ? new Date(project.updatedAt) : undefined;
}

function isDone(card: CardFragment): boolean {
  return card.status === 'COMPLETED';
}

function isLost(card: CardFragment): boolean {
  // @ts-expect-error There is no such status.
  return card.status === 'LOST';
}

function complaint({ updateScene }: EditSceneMutation): string {
  const [error] = updateScene.errors;
  if (!error) return '';
  switch (error.__typename) {
    case 'ConflictError':
      return `${error.message} Now at revision ${error.currentRevision.toFixed()}.`;
    default:
      return `${error.code}: ${error.message} (${error.path.join('.')})`;
  }
}

function progress({ jobEvents }: FollowSubscription): string {
  switch (jobEvents.__typename) {
    case 'JobProgress':
      return `${(jobEvents.ratio * 100).toFixed()} %`;
    case 'JobFailed':
      return jobEvents.message;
    default:
      return jobEvents.cursor ?? jobEvents.at;
  }
}

export { asked, blind, cards, changedAt, complaint, edits, isDone, isLost, nameless, progress };
