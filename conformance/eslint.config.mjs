// The rules of @graphql-eslint for schemas and for Relay, where the house style does not differ.
import plugin from '@graphql-eslint/eslint-plugin';

const { rules: recommended } = plugin.configs['flat/schema-recommended'];
const { rules: relay } = plugin.configs['flat/schema-relay'];
const described = {
  types: true,
  rootField: true,
  DirectiveDefinition: true,
  EnumValueDefinition: true,
  FieldDefinition: true,
  InputValueDefinition: true,
};

export default [
  {
    files: ['**/*.graphql'],
    languageOptions: {
      parser: plugin.parser,
      parserOptions: { graphQLConfig: { schema: 'schema.graphql' } },
    },
    plugins: { '@graphql-eslint': plugin },
    rules: {
      ...recommended,
      ...relay,
      // An id belongs to a Node and to nothing else (the suite tests that): values, payloads,
      // errors, pages and their edges have none.
      '@graphql-eslint/strict-id-in-types': 'off',
      // Lists go forward: `first` and `after`.
      '@graphql-eslint/relay-arguments': ['error', { includeBoth: false }],
      // Small closed lists and a connection's `nodes` are plain lists.
      '@graphql-eslint/relay-edge-types': ['error', { listTypeCanWrapOnlyEdgeType: false }],
      // Beyond what is recommended: everything is described, a mutation takes `input` and gives
      // an object.
      '@graphql-eslint/require-description': ['error', described],
      '@graphql-eslint/input-name': ['error', { caseSensitiveInputType: false }],
      '@graphql-eslint/no-scalar-result-type-on-mutation': 'error',
      '@graphql-eslint/require-nullable-fields-with-oneof': 'error',
    },
  },
];
