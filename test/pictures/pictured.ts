/** Which rooms are pictured: one look at each, by the day of the stand-in. */
export const pictured = [
  { name: 'today', path: '/today', shows: 'Today: what needs me now, by time left' },
  {
    name: 'inbox',
    path: '/inbox/ntf_1',
    shows: 'The inbox, with what is to be done and why it came to this agent',
  },
  { name: 'inbox-team', path: '/inbox?filter=team', shows: 'What the team has open' },
  { name: 'feed', path: '/feed', shows: 'The team feed' },
  { name: 'accounts', path: '/accounts', shows: 'Accounts, found as one types' },
  {
    name: 'account',
    path: '/accounts/acc-3',
    shows: 'An account: owner and why, contacts, promises, timeline',
  },
  { name: 'seller', path: '/accounts/acc-0', shows: 'A seller on the way through a trial' },
  { name: 'devices', path: '/devices', shows: 'The board: promises by time left' },
  { name: 'device-case', path: '/devices/case_late', shows: 'A case with its clock, drawn' },
  { name: 'depots', path: '/depots/mall', shows: 'A depot and its stock' },
  { name: 'counter', path: '/counter/mall', shows: 'The counter of a depot' },
  { name: 'tasks', path: '/tasks', shows: 'Tasks' },
  { name: 'calls', path: '/calls', shows: 'Calls, by time' },
  { name: 'calls-week', path: '/calls?of=week', shows: 'The week' },
  { name: 'call', path: '/calls/call_welcome', shows: 'A call: what to say, the account beside it' },
  { name: 'outreach', path: '/outreach', shows: 'Whom to call before they ask, and the budget' },
  { name: 'evidence', path: '/outreach/out_burst', shows: 'Why this customer: reports, bound, claims' },
  { name: 'team', path: '/team', shows: 'The team' },
  { name: 'load', path: '/load', shows: 'Load, queue and escalations' },
  { name: 'duty', path: '/duty', shows: 'Who is on duty' },
  { name: 'chains', path: '/chains', shows: 'Escalation chains' },
  { name: 'promises', path: '/promises', shows: 'What is promised to whom' },
  { name: 'review', path: '/promises?of=review', shows: 'Promises kept, policy by policy' },
  { name: 'insights', path: '/insights', shows: 'Insights' },
  { name: 'ops', path: '/ops', shows: 'Operations: what could not be taken in, and whether all is watched' },
  { name: 'ops-one', path: '/ops/qrt_1', shows: 'One that could not be taken in: why, and what to do' },
  { name: 'settings', path: '/settings', shows: 'Settings' },
] as const;

/** The four of the README: a place of what runs here, and what is clicked there first. */
export const ofTheDemo: readonly { readonly name: string; readonly path: string; readonly click?: string }[] =
  [
    { name: 'today', path: '/today' },
    { name: 'inbox', path: '/inbox', click: '[data-testid="notification"]' },
    {
      name: 'account',
      path: '/accounts?q=North+Lane',
      click: '[data-testid="account-row"]',
    },
    {
      name: 'outreach',
      path: '/outreach',
      click: '[data-testid="outreach-row"]:has-text("Gartenbau")',
    },
  ];
