/** Who asks for what and which answer they get: the expected side of the generated matrix. */

/**
 * The columns. `elsewhere` are all five roles, each of another city; `unnamed`, `named` and `former` are caseworkers who ask for
 * a restricted file: a stranger to it, one of its people, and its former lead, who still looks on; `owing` is a partner who must have a second factor and has none yet.
 */
export const WHO = [
  'anonymous',
  'lead',
  'caseworker',
  'liaison',
  'dpo',
  'partner',
  'unreferred',
  'withdrawn',
  'owing',
  'unnamed',
  'named',
  'former',
  'elsewhere',
  'coordinator',
  'operator',
] as const
export type Who = (typeof WHO)[number]

/**
 * `in` = the way to the sign-in page, `2fa` = the way to the set-up of a second factor, a number = the status. A POST carries
 * a form that is as good as it can be (`FORMS` in the test) or an empty one: 400, 409 and 303 are the answers to whoever may.
 */
const TABLE = `
verb address                                         anon lead case liai dpo  part unre with owin unna name form else coor oper
GET  /                                               in   302  302  302  302  302  302  302  2fa  302  302  302  302  302  302
GET  /account                                        in   200  200  200  200  200  200  200  2fa  200  200  200  200  200  200
POST /account                                        in   303  303  303  303  303  303  303  2fa  303  303  303  303  303  303
GET  /account/email                                  in   200  200  200  200  200  200  200  2fa  200  200  200  200  200  200
POST /account/email                                  in   400  400  400  400  400  400  400  2fa  400  400  400  400  400  400
GET  /account/email/:token                           410  410  410  410  410  410  410  410  410  410  410  410  410  410  410
POST /account/email/:token                           303  303  303  303  303  303  303  303  303  303  303  303  303  303  303
GET  /account/password                               in   200  200  200  200  200  200  200  2fa  200  200  200  200  200  200
POST /account/password                               in   400  400  400  400  400  400  400  2fa  400  400  400  400  400  400
GET  /account/second-factor                          in   200  200  200  200  200  200  200  200  200  200  200  200  200  200
POST /account/second-factor                          in   400  400  400  400  400  400  400  400  400  400  400  400  400  400
GET  /barrierefreiheit                               200  200  200  200  200  200  200  200  200  200  200  200  200  200  200
GET  /c/:city/calendar                                in   200  200  403  403  404  404  404  2fa  200  200  200  404  404  404
POST /c/:city/calendar                                in   404  404  403  403  404  404  404  2fa  404  404  404  404  404  404
GET  /c/:city/capacity                               in   200  403  403  403  404  404  404  2fa  403  403  403  404  404  404
GET  /c/:city/hours                                  in   200  200  403  403  404  404  404  2fa  200  200  200  404  404  404
POST /c/:city/hours                                  in   400  400  403  403  404  404  404  2fa  400  400  400  404  404  404
GET  /c/:city/interpreters                           in   200  200  403  403  404  404  404  2fa  200  200  200  404  404  404
POST /c/:city/interpreters                           in   400  403  403  403  404  404  404  2fa  403  403  403  404  404  404
GET  /c/:city/groups                                 in   200  200  403  403  404  404  404  2fa  200  200  200  404  404  404
POST /c/:city/groups                                 in   400  400  403  403  404  404  404  2fa  400  400  400  404  404  404
GET  /c/:city/groups/:group                          in   200  200  403  403  404  404  404  2fa  200  200  200  404  404  404
POST /c/:city/groups/:group                          in   400  400  403  403  404  404  404  2fa  400  400  400  404  404  404
GET  /c/:city/absences                               in   200  200  403  403  404  404  404  2fa  200  200  200  404  404  404
POST /c/:city/absences                               in   400  400  403  403  404  404  404  2fa  400  400  400  404  404  404
GET  /c/:city/caseload                               in   200  200  403  403  404  404  404  2fa  200  200  200  404  404  404
POST /c/:city/caseload                               in   400  400  403  403  404  404  404  2fa  400  400  400  404  404  404
GET  /c/:city/clients                                in   200  200  200  403  404  404  404  2fa  200  200  200  404  404  404
POST /c/:city/clients                                in   200  200  200  403  404  404  404  2fa  200  200  200  404  404  404
GET  /c/:city/clients/:id                            in   200  200  200  403  404  404  404  2fa  404  200  200  404  404  404
POST /c/:city/clients/:id                            in   303  303  303  403  404  404  404  2fa  404  303  404  404  404  404
GET  /c/:city/clients/:id/access                     in   200  403  403  200  404  404  404  2fa  403  403  403  404  404  404
GET  /c/:city/clients/:id/appointments/:appointment  in   200  200  403  403  404  404  404  2fa  404  200  200  404  404  404
GET  /c/:city/clients/:id/appointments/:appointment/termin.ics  in   200  200  403  403  404  404  404  2fa  404  200  200  404  404  404
POST /c/:city/clients/:id/appointments/:appointment  in   409  409  403  403  404  404  404  2fa  404  409  404  404  404  404
GET  /c/:city/clients/:id/assessment                 in   200  200  403  403  404  404  404  2fa  404  200  200  404  404  404
POST /c/:city/clients/:id/assessment                 in   303  303  403  403  404  404  404  2fa  404  303  404  404  404  404
GET  /c/:city/clients/:id/assessment/:topic          in   200  200  403  403  404  404  404  2fa  404  200  200  404  404  404
POST /c/:city/clients/:id/assessment/:topic          in   303  303  403  403  404  404  404  2fa  404  303  404  404  404  404
GET  /c/:city/clients/:id/assessment/finish          in   200  200  403  403  404  404  404  2fa  404  200  200  404  404  404
POST /c/:city/clients/:id/assessment/finish          in   409  409  403  403  404  404  404  2fa  404  409  404  404  404  404
GET  /c/:city/clients/:id/assessment/summary         in   200  200  403  403  404  404  404  2fa  404  200  200  404  404  404
GET  /c/:city/clients/:id/consent                    in   200  200  403  403  404  404  404  2fa  404  200  200  404  404  404
POST /c/:city/clients/:id/consent                    in   303  303  403  403  404  404  404  2fa  404  303  404  404  404  404
GET  /c/:city/clients/:id/household                  in   200  200  403  403  404  404  404  2fa  404  200  200  404  404  404
POST /c/:city/clients/:id/household                  in   303  303  403  403  404  404  404  2fa  404  303  404  404  404  404
GET  /c/:city/clients/:id/hold                       in   200  200  403  403  404  404  404  2fa  404  200  200  404  404  404
POST /c/:city/clients/:id/hold                       in   409  409  403  403  404  404  404  2fa  404  409  404  404  404  404
GET  /c/:city/clients/:id/intake                     in   200  200  403  403  404  404  404  2fa  404  200  200  404  404  404
POST /c/:city/clients/:id/intake                     in   409  409  403  403  404  404  404  2fa  404  409  404  404  404  404
GET  /c/:city/clients/:id/notice                     in   200  200  403  403  404  404  404  2fa  404  200  200  404  404  404
GET  /c/:city/clients/:id/counselling                in   200  200  403  403  404  404  404  2fa  404  200  200  404  404  404
POST /c/:city/clients/:id/counselling                in   303  303  403  403  404  404  404  2fa  404  303  404  404  404  404
GET  /c/:city/clients/:id/documents                  in   200  200  403  403  404  404  404  2fa  404  200  200  404  404  404
POST /c/:city/clients/:id/documents                  in   303  303  403  403  404  404  404  2fa  404  303  404  404  404  404
GET  /c/:city/clients/:id/documents/:document        in   200  200  403  403  404  404  404  2fa  404  200  200  404  404  404
GET  /c/:city/clients/:id/permit                     in   200  200  403  403  404  404  404  2fa  404  200  200  404  404  404
POST /c/:city/clients/:id/permit                     in   303  303  403  403  404  404  404  2fa  404  303  404  404  404  404
GET  /c/:city/clients/:id/placement                  in   200  200  200  403  404  404  404  2fa  404  200  200  404  404  404
POST /c/:city/clients/:id/placement                  in   303  303  303  403  404  404  404  2fa  404  303  404  404  404  404
GET  /c/:city/clients/:id/plan                       in   200  200  403  403  404  404  404  2fa  404  200  200  404  404  404
POST /c/:city/clients/:id/plan                       in   303  303  403  403  404  404  404  2fa  404  303  404  404  404  404
GET  /c/:city/clients/:id/plan.pdf                   in   200  200  403  403  404  404  404  2fa  404  200  200  404  404  404
GET  /c/:city/clients/:id/plan/edit                  in   200  200  403  403  404  404  404  2fa  404  200  200  404  404  404
POST /c/:city/clients/:id/plan/edit                  in   409  409  403  403  404  404  404  2fa  404  409  404  404  404  404
GET  /c/:city/clients/:id/plan/paper                 in   200  200  403  403  404  404  404  2fa  404  200  200  404  404  404
POST /c/:city/clients/:id/plan/paper                 in   409  409  403  403  404  404  404  2fa  404  409  404  404  404  404
GET  /c/:city/clients/:id/plan/sign                  in   200  200  403  403  404  404  404  2fa  404  200  200  404  404  404
POST /c/:city/clients/:id/plan/sign                  in   409  409  403  403  404  404  404  2fa  404  409  404  404  404  404
GET  /c/:city/clients/:id/referral                   in   200  200  403  403  404  404  404  2fa  404  200  200  404  404  404
POST /c/:city/clients/:id/referral                   in   409  409  403  403  404  404  404  2fa  404  409  404  404  404  404
GET  /c/:city/clients/:id/restriction                in   200  200  403  403  404  404  404  2fa  404  200  200  404  404  404
POST /c/:city/clients/:id/restriction                in   409  409  403  403  404  404  404  2fa  404  409  404  404  404  404
GET  /c/:city/clients/duplicates                     in   200  200  403  403  404  404  404  2fa  200  200  200  404  404  404
POST /c/:city/clients/duplicates                     in   404  404  403  403  404  404  404  2fa  404  404  404  404  404  404
GET  /c/:city/clients/duplicates/:kept/:gone         in   200  200  403  403  404  404  404  2fa  404  200  200  404  404  404
POST /c/:city/clients/duplicates/:kept/:gone         in   400  400  403  403  404  404  404  2fa  400  400  400  404  404  404
GET  /c/:city/clients/new                            in   200  200  403  403  404  404  404  2fa  200  200  200  404  404  404
POST /c/:city/clients/new                            in   400  400  403  403  404  404  404  2fa  400  400  400  404  404  404
GET  /c/:city/clients/:id/tasks                      in   302  302  403  403  404  404  404  2fa  404  302  302  404  404  404
POST /c/:city/clients/:id/tasks                      in   303  303  403  403  404  404  404  2fa  404  303  404  404  404  404
GET  /c/:city/clients/:id/undo/:kind/:act            in   200  200  200  403  404  404  404  2fa  404  200  200  404  404  404
POST /c/:city/clients/:id/undo/:kind/:act            in   303  303  303  403  404  404  404  2fa  404  303  404  404  404  404
GET  /c/:city/employers                              in   200  200  200  403  404  404  404  2fa  200  200  200  404  404  404
GET  /c/:city/employers/new                          in   200  200  200  403  404  404  404  2fa  200  200  200  404  404  404
POST /c/:city/employers/new                          in   400  400  400  403  404  404  404  2fa  400  400  400  404  404  404
GET  /c/:city/outreach                               in   200  200  403  403  404  404  404  2fa  200  200  200  404  404  404
GET  /c/:city/outreach/lists                         in   200  200  403  403  404  404  404  2fa  200  200  200  404  404  404
POST /c/:city/outreach/lists                         in   400  400  403  403  404  404  404  2fa  400  400  400  404  404  404
GET  /c/:city/outreach/lists/:import                 in   200  200  403  403  404  404  404  2fa  200  200  200  404  404  404
POST /c/:city/outreach/lists/:import                 in   400  400  403  403  404  404  404  2fa  400  400  400  404  404  404
GET  /c/:city/outreach/lists/:import/rejected.csv    in   200  200  403  403  404  404  404  2fa  200  200  200  404  404  404
GET  /c/:city/outreach/do-not-visit                   in   200  200  403  403  404  404  404  2fa  200  200  200  404  404  404
POST /c/:city/outreach/do-not-visit                   in   404  404  403  403  404  404  404  2fa  404  404  404  404  404  404
GET  /c/:city/outreach/rounds/:round/letters.pdf      in   302  302  403  403  404  404  404  2fa  302  302  302  404  404  404
POST /c/:city/outreach/rounds/:round/letters.pdf      in   303  303  403  403  404  404  404  2fa  303  303  303  404  404  404
GET  /c/:city/outreach/rounds/:round                  in   200  200  403  403  404  404  404  2fa  200  200  200  404  404  404
POST /c/:city/outreach/rounds/:round                  in   303  303  403  403  404  404  404  2fa  303  303  303  404  404  404
GET  /c/:city/outreach/rounds/:round/offline          in   200  200  403  403  404  404  404  2fa  200  200  200  404  404  404
POST /c/:city/outreach/rounds/:round/offline          in   400  400  403  403  404  404  404  2fa  400  400  400  404  404  404
GET  /c/:city/outreach/rounds/:round/walk             in   200  200  403  403  404  404  404  2fa  200  200  200  404  404  404
POST /c/:city/outreach/rounds/:round/walk             in   409  409  403  403  404  404  404  2fa  409  409  409  404  404  404
GET  /c/:city/outreach/rounds/:round/walk.pdf         in   200  200  403  403  404  404  404  2fa  200  200  200  404  404  404
GET  /c/:city/outreach/rounds/new                     in   200  200  403  403  404  404  404  2fa  200  200  200  404  404  404
POST /c/:city/outreach/rounds/new                     in   400  400  403  403  404  404  404  2fa  400  400  400  404  404  404
GET  /c/:city/outreach/lists/draft/:draft            in   200  200  403  403  404  404  404  2fa  200  200  200  404  404  404
POST /c/:city/outreach/lists/draft/:draft            in   303  303  403  403  404  404  404  2fa  303  303  303  404  404  404
GET  /c/:city/outreach/street/:street                in   200  200  403  403  404  404  404  2fa  200  200  200  404  404  404
POST /c/:city/outreach/street/:street                in   409  409  403  403  404  404  404  2fa  409  409  409  404  404  404
GET  /c/:city/outreach/visits                        in   200  200  403  403  404  404  404  2fa  200  200  200  404  404  404
GET  /c/:city/outreach/visits/:visit                 in   200  200  403  403  404  404  404  2fa  200  200  200  404  404  404
POST /c/:city/outreach/visits/:visit                 in   400  400  403  403  404  404  404  2fa  400  400  400  404  404  404
GET  /c/:city/partner                                in   404  404  404  404  200  200  200  2fa  404  404  404  404  404  404
GET  /c/:city/partner/clients/:id                    in   404  404  404  404  200  404  404  2fa  404  404  404  404  404  404
POST /c/:city/partner/clients/:id                    in   404  404  404  404  303  404  404  2fa  404  404  404  404  404  404
GET  /c/:city/placements                             in   200  200  200  403  404  404  404  2fa  200  200  200  404  404  404
GET  /c/:city/post                                    in   200  200  403  403  404  404  404  2fa  200  200  200  404  404  404
POST /c/:city/post                                    in   303  303  403  403  404  404  404  2fa  303  303  303  404  404  404
GET  /c/:city/post.pdf                                in   302  302  403  403  404  404  404  2fa  302  302  302  404  404  404
POST /c/:city/post.pdf                                in   303  303  403  403  404  404  404  2fa  303  303  303  404  404  404
GET  /c/:city/privacy/search                         in   403  403  403  200  404  404  404  2fa  403  403  403  404  404  404
POST /c/:city/privacy/search                         in   403  403  403  400  404  404  404  2fa  403  403  403  404  404  404
GET  /c/:city/privacy/search.csv                     in   403  403  403  302  404  404  404  2fa  403  403  403  404  404  404
POST /c/:city/privacy/search.csv                     in   403  403  403  303  404  404  404  2fa  403  403  403  404  404  404
GET  /c/:city/reports                                in   200  403  403  200  404  404  404  2fa  403  403  403  404  404  404
GET  /c/:city/settings                               in   200  403  403  403  404  404  404  2fa  403  403  403  404  404  404
POST /c/:city/settings                               in   400  403  403  403  404  404  404  2fa  403  403  403  404  404  404
GET  /c/:city/settings/catalogue                     in   200  403  403  403  404  404  404  2fa  403  403  403  404  404  404
GET  /c/:city/settings/catalogue/:step               in   200  403  403  403  404  404  404  2fa  403  403  403  404  404  404
POST /c/:city/settings/catalogue/:step               in   400  403  403  403  404  404  404  2fa  403  403  403  404  404  404
GET  /c/:city/settings/catalogue/new                 in   200  403  403  403  404  404  404  2fa  403  403  403  404  404  404
POST /c/:city/settings/catalogue/new                 in   400  403  403  403  404  404  404  2fa  403  403  403  404  404  404
GET  /c/:city/settings/days                          in   200  403  403  403  404  404  404  2fa  403  403  403  404  404  404
POST /c/:city/settings/days                          in   400  403  403  403  404  404  404  2fa  403  403  403  404  404  404
GET  /c/:city/settings/letters                       in   200  403  403  403  404  404  404  2fa  403  403  403  404  404  404
POST /c/:city/settings/letters                       in   400  403  403  403  404  404  404  2fa  403  403  403  404  404  404
GET  /c/:city/settings/letters/:language             in   200  403  403  403  404  404  404  2fa  403  403  403  404  404  404
POST /c/:city/settings/letters/:language             in   400  403  403  403  404  404  404  2fa  403  403  403  404  404  404
GET  /c/:city/settings/letters/:language/sample.pdf  in   200  403  403  403  404  404  404  2fa  403  403  403  404  404  404
GET  /c/:city/settings/messages                       in   200  403  403  403  404  404  404  2fa  403  403  403  404  404  404
POST /c/:city/settings/messages                       in   400  403  403  403  404  404  404  2fa  403  403  403  404  404  404
GET  /c/:city/settings/messages/:message/:channel/:language in   200  403  403  403  404  404  404  2fa  403  403  403  404  404  404
POST /c/:city/settings/messages/:message/:channel/:language in   400  403  403  403  404  404  404  2fa  403  403  403  404  404  404
GET  /c/:city/settings/programmes                     in   200  403  403  403  404  404  404  2fa  403  403  403  404  404  404
POST /c/:city/settings/programmes                     in   400  403  403  403  404  404  404  2fa  403  403  403  404  404  404
GET  /c/:city/settings/rooms                          in   200  403  403  403  404  404  404  2fa  403  403  403  404  404  404
POST /c/:city/settings/rooms                          in   400  403  403  403  404  404  404  2fa  403  403  403  404  404  404
GET  /c/:city/team                                   in   200  403  403  403  404  404  404  2fa  403  403  403  404  404  404
POST /c/:city/team                                   in   409  403  403  403  404  404  404  2fa  403  403  403  404  404  404
GET  /c/:city/team/:member                           in   200  403  403  403  404  404  404  2fa  403  403  403  404  404  404
POST /c/:city/team/:member                           in   303  403  403  403  404  404  404  2fa  403  403  403  404  404  404
GET  /c/:city/team/new                               in   200  403  403  403  404  404  404  2fa  403  403  403  404  404  404
POST /c/:city/team/new                               in   400  403  403  403  404  404  404  2fa  403  403  403  404  404  404
GET  /c/:city/today                                  in   200  200  200  403  404  404  404  2fa  200  200  200  404  404  404
GET  /calendar/:city/:token/termine.ics               404  404  404  404  404  404  404  404  404  404  404  404  404  404  404
GET  /datenschutz                                    200  200  200  200  200  200  200  200  200  200  200  200  200  200  200
GET  /dev/outbox                                     200  200  200  200  200  200  200  200  200  200  200  200  200  200  200
GET  /healthz                                        200  200  200  200  200  200  200  200  200  200  200  200  200  200  200
POST /hooks/resend                                  404  404  404  404  404  404  404  404  404  404  404  404  404  404  404
POST /hooks/seven                                   404  404  404  404  404  404  404  404  404  404  404  404  404  404  404
GET  /invitation/:token                              410  410  410  410  410  410  410  410  410  410  410  410  410  410  410
POST /invitation/:token                              303  303  303  303  303  303  303  303  303  303  303  303  303  303  303
GET  /k/:city                                         200  200  200  200  200  200  200  200  200  200  200  200  200  200  200
POST /k/:city                                         400  400  400  400  400  400  400  400  400  400  400  400  400  400  400
GET  /k/:city/:code                                   200  200  200  200  200  200  200  200  200  200  200  200  200  200  200
POST /k/:city/:code                                   400  400  400  400  400  400  400  400  400  400  400  400  400  400  400
GET  /language                                       302  302  302  302  302  302  302  302  302  302  302  302  302  302  302
POST /language                                       302  302  302  302  302  302  302  302  302  302  302  302  302  302  302
GET  /m/:city/:token                                  410  410  410  410  410  410  410  410  410  410  410  410  410  410  410
POST /m/:city/:token                                  400  400  400  400  400  400  400  400  400  400  400  400  400  400  400
GET  /m/:city/:token/termin.ics                       404  404  404  404  404  404  404  404  404  404  404  404  404  404  404
GET  /operator                                       in   404  404  404  404  404  404  404  2fa  404  404  404  404  404  200
POST /operator                                       in   404  404  404  404  404  404  404  2fa  404  404  404  404  404  303
GET  /password-reset                                 200  200  200  200  200  200  200  200  200  200  200  200  200  200  200
POST /password-reset                                 400  400  400  400  400  400  400  400  400  400  400  400  400  400  400
GET  /password-reset/:token                          410  410  410  410  410  410  410  410  410  410  410  410  410  410  410
POST /password-reset/:token                          400  400  400  400  400  400  400  400  400  400  400  400  400  400  400
GET  /pruefen/:city/:hash                             200  200  200  200  200  200  200  200  200  200  200  200  200  200  200
POST /pruefen/:city/:hash                             303  303  303  303  303  303  303  303  303  303  303  303  303  303  303
GET  /readyz                                         200  200  200  200  200  200  200  200  200  200  200  200  200  200  200
GET  /region                                         in   404  404  404  404  404  404  404  2fa  404  404  404  404  200  404
POST /region                                         in   404  404  404  404  404  404  404  2fa  404  404  404  404  303  404
GET  /sign-in                                        200  302  302  302  302  302  302  302  302  302  302  302  302  302  302
POST /sign-in                                        200  302  302  302  302  302  302  302  302  302  302  302  302  302  302
GET  /sign-in/city/:city                             404  404  404  404  404  404  404  404  404  404  404  404  404  404  404
GET  /sign-in/city/:city/callback                    404  404  404  404  404  404  404  404  404  404  404  404  404  404  404
GET  /sign-in/code                                   in   in   in   in   in   in   in   in   in   in   in   in   in   in   in
POST /sign-in/code                                   in   in   in   in   in   in   in   in   in   in   in   in   in   in   in
GET  /sign-out                                       302  302  302  302  302  302  302  302  302  302  302  302  302  302  302
POST /sign-out                                       in   in   in   in   in   in   in   in   in   in   in   in   in   in   in
GET  /walk                                            200  200  200  200  200  200  200  200  200  200  200  200  200  200  200
GET  /walk.js                                         200  200  200  200  200  200  200  200  200  200  200  200  200  200  200
`

export interface Row {
  method: string
  path: string
  expected: Record<Who, string>
}

const isComplete = (answers: Partial<Record<Who, string>>): answers is Record<Who, string> =>
  WHO.every((who) => answers[who] !== undefined)

export const ROWS: Row[] = TABLE.trim()
  .split('\n')
  .slice(1)
  .map((line) => {
    const [method = '', path = '', ...answers] = line.trim().split(/\s+/)
    const expected = Object.fromEntries(WHO.map((who, at) => [who, answers[at]]))
    if (!isComplete(expected) || answers.length !== WHO.length) throw new Error(`Not a row: ${line}`)
    return { method, path, expected }
  })
