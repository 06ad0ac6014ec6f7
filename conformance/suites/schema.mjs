// The schema as @graphql-eslint and GraphQL Inspector judge it.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, test } from 'node:test';
import { coverage, diff, validate } from '@graphql-inspector/core';
import { ESLint } from 'eslint';
import {
  GraphQLObjectType,
  Source,
  buildASTSchema,
  buildClientSchema,
  buildSchema,
  getIntrospectionQuery,
  parse,
  printSchema,
  visit,
} from 'graphql';
import config from '../eslint.config.mjs';
import { ask } from '../server.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const text = readFileSync(join(root, 'schema.graphql'), 'utf8');
const schema = buildSchema(text);
const screens = join(root, 'tests/screens');
const documents = [join(root, 'conformance/codegen'), screens]
  .filter(existsSync)
  .flatMap((folder) =>
    readdirSync(folder)
      .filter((name) => name.endsWith('.graphql'))
      .map((name) => new Source(readFileSync(join(folder, name), 'utf8'), name)),
  );

describe('@graphql-eslint', async () => {
  const eslint = new ESLint({
    cwd: root,
    overrideConfigFile: join(root, 'conformance/eslint.config.mjs'),
  });
  const [{ messages }] = await eslint.lintFiles('schema.graphql');
  const rules = Object.entries(config[0].rules).filter(([, severity]) => severity !== 'off');
  for (const [rule] of rules) {
    test(rule.split('/')[1], () => {
      const broken = messages.filter(({ ruleId }) => ruleId === rule || ruleId === null);
      assert.deepEqual(
        broken.map(({ line, message }) => `${line}: ${message}`),
        [],
      );
    });
  }
});

test('whatever has an id is a Node, and whatever is a Node has an id', () => {
  const types = Object.values(schema.getTypeMap()).filter(
    (type) => type instanceof GraphQLObjectType,
  );
  const odd = types.filter((type) => {
    const isNode = type.getInterfaces().some(({ name }) => name === 'Node');
    return isNode !== (String(type.getFields().id?.type) === 'ID!');
  });
  assert.deepEqual(
    odd.map(({ name }) => name),
    [],
  );
});

describe('GraphQL Inspector', () => {
  test('the running server has the committed schema', async () => {
    const options = { specifiedByUrl: true, inputValueDeprecation: true, oneOf: true };
    const { data } = await ask(getIntrospectionQuery(options));
    // Printed and read again, or @specifiedBy is not where the tool looks for it.
    const running = buildSchema(printSchema(buildClientSchema(data)));
    const changes = await diff(schema, running);
    assert.deepEqual(
      changes.map(({ message }) => message),
      [],
    );
  });

  test('the schema does not differ from itself', async () => {
    assert.deepEqual(await diff(schema, buildSchema(text)), []);
  });

  test('a field that goes is seen as breaking', async () => {
    const gone = ({ name }) => (name.value === 'isComplete' ? null : undefined);
    const without = buildASTSchema(visit(parse(text), { FieldDefinition: gone }));
    const changes = await diff(schema, without);
    assert.ok(changes.some(({ criticality }) => criticality.level === 'BREAKING'));
  });

  test('what breaks the latest release, or commit, is in the changelog', async (t) => {
    const baseline = join(root, 'schema.baseline.graphql');
    const show = () =>
      execFileSync('git', ['show', 'HEAD:schema.graphql'], {
        cwd: root,
        encoding: 'utf8',
        stdio: 'pipe',
      });
    let committed;
    try {
      committed = existsSync(baseline) ? readFileSync(baseline, 'utf8') : show();
    } catch {
      return t.skip('there is nothing to compare with');
    }
    const changelog = readFileSync(join(root, 'CHANGELOG.md'), 'utf8');
    const changes = await diff(buildSchema(committed), schema);
    const unsaid = changes
      .filter(
        ({ criticality, path }) => criticality.level === 'BREAKING' && !changelog.includes(path),
      )
      .map(({ path, message }) => `${path}: ${message}`);
    assert.deepEqual(unsaid, []);
  });

  const skip = existsSync(screens) ? false : 'there is no tests/screens';

  test('every document of a front-end is valid and uses nothing deprecated', () => {
    // Each is a request of its own, with fragments of its own.
    const found = documents.flatMap((each) => validate(schema, [each], { strictDeprecated: true }));
    const told = found.map(({ source, errors, deprecated }) => [source.name, errors, deprecated]);
    assert.deepEqual(told, []);
  });

  test('a document that does not fit is found', () => {
    const [found] = validate(schema, [new Source('{ nothing }', 'wrong.graphql')]);
    assert.match(found.errors[0].message, /nothing/);
  });

  test('the screens ask for each part of a production', { skip }, (t) => {
    const { types } = coverage(schema, documents);
    for (const name of ['Project', 'Episode', 'Scene', 'Job']) {
      const { hits, fieldsCount, fieldsCountCovered } = types[name];
      t.diagnostic(`${name}: ${fieldsCountCovered} of ${fieldsCount} fields`);
      assert.ok(hits > 0, `no screen shows a ${name}`);
    }
  });
});
