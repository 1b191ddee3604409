/** What the features of this room use to tell people of something by mail. */
export { newsOf, type News } from './news.ts'
export { forgetTelling } from './queries.ts'
export { canSignIn, standingOf, type Told } from './reach.ts'
export { InviteField, standingInShort, standingsInWords, toldInWords } from './said.tsx'
export { invite, tell, tellAndInvite } from './telling.ts'
