"use strict";

const FIRST = `# Sign in with the mutation
# \`register\` or \`login\`, then put
# the access token under Headers:
#  {"Authorization": "Bearer ..."}
# Subscriptions use it too.

query Viewer {
  viewer {
    role
    user { name }
    team { name }
  }
}
`;

const url = new URL("/graphql", window.location.href);
const socket = new URL(url);
socket.protocol = url.protocol === "https:" ? "wss:" : "ws:";

const fetcher = GraphiQL.createFetcher({ url: url.href, subscriptionUrl: socket.href });
ReactDOM.createRoot(document.getElementById("graphiql")).render(
  React.createElement(GraphiQL, {
    fetcher,
    defaultQuery: FIRST,
    defaultEditorToolsVisibility: true,
    schemaDescription: true,
    inputValueDeprecation: true,
  }),
);
