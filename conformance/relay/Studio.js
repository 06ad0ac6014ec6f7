// What a Relay front-end asks; the compiler reads it, the suite uses what that makes of it.
import { graphql } from 'react-relay';

export const query = graphql`
  query StudioQuery($id: ID!) {
    project(id: $id) {
      title
      createdAt
      ...Studio_project
    }
  }
`;

export const project = graphql`
  fragment Studio_project on Project
  @refetchable(queryName: "StudioPageQuery")
  @argumentDefinitions(first: { type: "Int", defaultValue: 2 }, after: { type: "String" }) {
    workflowState
    episodes(first: $first, after: $after) @connection(key: "Studio_project_episodes") {
      totalCount
      edges {
        node {
          id
          title
          ...Studio_episode
        }
      }
    }
  }
`;

export const episode = graphql`
  fragment Studio_episode on Episode {
    scenes {
      ...Studio_scene
    }
  }
`;

export const scene = graphql`
  fragment Studio_scene on Scene @refetchable(queryName: "StudioSceneQuery") {
    revision
    notes
    status
    updatedAt
  }
`;

export const sceneQuery = graphql`
  query StudioNodeQuery($id: ID!) {
    node(id: $id) {
      ...Studio_scene @alias(as: "scene")
    }
  }
`;

export const jobs = graphql`
  query StudioJobsQuery($ids: [ID!]!, $filter: JobFilter) {
    nodes(ids: $ids) {
      __typename
      id
    }
    jobs(first: 5, filter: $filter) {
      edges {
        cursor
        node {
          id
          status
        }
      }
      pageInfo {
        hasNextPage
        hasPreviousPage
        startCursor
        endCursor
      }
    }
  }
`;

export const update = graphql`
  mutation StudioUpdateMutation($input: UpdateSceneInput!) {
    updateScene(input: $input) {
      scene {
        id
        ...Studio_scene
      }
      errors {
        __typename
        code
        message
        path
      }
    }
  }
`;

export const remove = graphql`
  mutation StudioDeleteMutation($input: DeleteSceneInput!) {
    deleteScene(input: $input) {
      deletedId @deleteRecord
    }
  }
`;

export const follow = graphql`
  subscription StudioFollowSubscription($id: ID!) {
    jobEvents(jobId: $id) {
      __typename
      cursor
      job {
        id
        status
      }
    }
  }
`;
