export {
  GROUPS_SHOWN,
  type GroupLine,
  type GroupList,
  type GroupsShown,
  listGroups,
} from './queries/list.server.ts'
export { type GroupPage, groupPage, type Member, responsibleFor } from './queries/page.server.ts'
export { type Proposal, soughtFor } from './queries/proposals.server.ts'
