// The server that a suite is run against, as the runner describes it.
import { randomBytes, randomUUID } from 'node:crypto';
import { after } from 'node:test';

const LEAVE_MS = 2000;
// A socket that a failure leaves open would keep the suite for ever; the report has been
// written long before. (--test-force-exit cuts the report off.)
after(() => {
  setTimeout(() => process.exit(), LEAVE_MS).unref();
});

const told = (name) => {
  const value = process.env[`CONFORMANCE_${name}`];
  if (!value) throw new Error('Run the suites with: python -m conformance [suite ...]');
  return value;
};

export const url = told('URL');
export const socketUrl = url.replace(/^http/, 'ws');
export const origin = told('ORIGIN');
export const token = told('TOKEN');
export const projectId = told('PROJECT');
export const episodeId = told('EPISODE');
export const out = told('OUT');
export const headers = { authorization: `Bearer ${token}` };

// The whole answer to an operation, asked in the plainest way.
export async function ask(query, variables, own = headers) {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...own },
    body: JSON.stringify({ query, variables }),
  });
  return response.json();
}

// A scene of its own for whoever changes one.
export async function newScene() {
  const made = await ask(
    `mutation ($input: CreateSceneInput!) { createScene(input: $input) { scene { id } } }`,
    { input: { episodeId, summary: 'Mara climbs the stairs of the tower.' } },
  );
  return made.data.createScene.scene.id;
}

// The session of a new user.
export async function register() {
  const input = { email: `${randomUUID()}@example.org`, password: 'correct horse' };
  const made = await ask(
    `mutation ($input: RegisterInput!) {
      register(input: $input) { session { accessToken refreshToken } }
    }`,
    { input },
  );
  return made.data.register.session;
}

// A job that a worker takes up at once; its project is made for it.
export async function startJob() {
  const made = await ask(
    `mutation ($input: CreateProjectInput!) { createProject(input: $input) { project { id } } }`,
    {
      input: {
        title: 'The last ferry',
        summary: 'Mara has until dawn to decide what the island may know of the letter. '.repeat(3),
        style: 'ink and wash',
        language: 'EN',
      },
    },
  );
  const started = await ask(
    `mutation ($input: PlanEpisodesInput!) { planEpisodes(input: $input) { job { id } } }`,
    { input: { projectId: made.data.createProject.project.id } },
  );
  return started.data.planEpisodes.job.id;
}

// An id as clients may make them: the type's prefix and a UUIDv7 in Crockford's base32.
export function newId(prefix) {
  const bytes = randomBytes(16);
  bytes.writeUIntBE(Date.now(), 0, 6);
  bytes[6] = (bytes[6] & 0x0f) | 0x70;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  let rest = BigInt(`0x${bytes.toString('hex')}`);
  let text = '';
  for (let n = 0; n < 26; n += 1, rest >>= 5n) {
    text = '0123456789abcdefghjkmnpqrstvwxyz'[Number(rest & 31n)] + text;
  }
  return `${prefix}_${text}`;
}
