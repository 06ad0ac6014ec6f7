// graphql-codegen: the types of the schema and of a front-end's documents compile in strict mode.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { before, test } from 'node:test';
import { out, token, url } from '../server.mjs';

const here = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url));
const made = join(out, 'codegen');
const bin = (name) => here(`node_modules/.bin/${name}`);

const run = (cwd, name, ...options) => {
  try {
    return execFileSync(bin(name), options, { cwd, encoding: 'utf8', stdio: 'pipe' });
  } catch (error) {
    throw new Error(`${name}: ${error.stdout}${error.stderr}`);
  }
};

// Each scalar of ours must be known, or the generator stops.
const config = { strictScalars: true, scalars: { DateTime: 'string' }, enumsAsTypes: true };

const generate = (name, schema, documents) => {
  const plugins = [documents ? 'typescript-operations' : 'typescript'];
  const target = join(made, `${name}.ts`);
  const project = { schema, documents, generates: { [target]: { plugins, config } } };
  writeFileSync(join(made, `${name}.json`), JSON.stringify(project));
  run(here('.'), 'graphql-codegen', '--config', join(made, `${name}.json`));
  return readFileSync(target, 'utf8');
};

const compile = () => run(made, 'tsc', '--project', made);

before(() => {
  mkdirSync(made, { recursive: true });
  for (const name of ['front-end.ts', 'tsconfig.json']) {
    copyFileSync(here(`codegen/${name}`), join(made, name));
  }
});

test('types are generated from the committed schema and a front-end is written with them', () => {
  generate('generated', here('../schema.graphql'), here('codegen/*.graphql'));
  compile();
});

test('types are generated from the running server', () => {
  const headers = { authorization: `Bearer ${token}` };
  const types = generate('asked', [{ [url]: { headers } }]);
  assert.match(types, /export type Scene = /);
  compile();
});

test('a document that does not fit the schema is refused', () => {
  writeFileSync(join(made, 'wrong.graphql'), '{ nothing }');
  assert.throws(
    () => generate('wrong', here('../schema.graphql'), join(made, 'wrong.graphql')),
    /Cannot query field "nothing"/,
  );
});
