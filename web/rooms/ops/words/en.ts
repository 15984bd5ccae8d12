const s = (n: string, one: string, many: string): string => `${n} ${n === '1' ? one : many}`;

export const en = {
  views: 'What is shown',
  lists: {
    open: 'What could not be taken in and waits, the newest first',
    all: 'All that could not be taken in, the newest first',
  },
  columns: { at: 'Came', reason: 'Why not', origin: 'Where from', size: 'Size', state: 'State' },
  states: { open: 'open', 'taken-in': 'taken in', 'set-aside': 'set aside' },
  triedAgain: 'refused again',
  bytes: (n: string) => s(n, 'byte', 'bytes'),
  emptyTitle: {
    open: 'Everything was taken in',
    all: 'Everything was taken in',
  },
  emptyText: {
    open: 'What a producer or a queue sends and nobody can read appears here, with what is wrong with it.',
    all: 'In the last 30 days nothing came that could not be read.',
  },
  reasons: {
    malformed: 'It is not built as it should be',
    'too-large': 'It is too large',
    'too-deep': 'It goes too deep',
    'unknown-type': 'This type of event is not known',
    'unknown-version': 'This version of the event is not known',
    'too-far-ahead': 'Its time is more than a day ahead',
    'too-old': 'It is older than 400 days',
    'personal-data': 'It carries personal data over a bus',
  },
  todo: {
    malformed:
      'Tell the producer which part is wrong. What they send corrected is a new event and comes in by itself.',
    'too-large': 'Tell the producer to send less in one event.',
    'too-deep': 'Tell the producer to send a flatter event. From our own queues it is a fault: report it.',
    'unknown-type':
      'Tell the producer the types that are known. Right after a release: take it in again once every function is new.',
    'unknown-version':
      'The producer, or one of our functions, is ahead of this release. Take it in again when the release is out.',
    'too-far-ahead':
      'The producer’s clock is wrong, or the event was sent too soon. Take it in again when its time has come near.',
    'too-old': 'Old customers come in by import. Set it aside.',
    'personal-data':
      'Tell the producer to send such events to the API instead. Nothing of the personal data was kept.',
  },
  todoOther: 'The log of the queue’s function says more. Report it as a fault if it goes on.',
  facts: {
    at: 'Came',
    origin: 'Queue',
    source: 'Producer',
    name: 'Type',
    field: 'Part',
    problem: 'What is wrong',
    size: 'Size',
    state: 'State',
    until: 'Kept until',
  },
  about: 'About it',
  what: 'What to do',
  text: 'What came',
  kept: {
    whole: 'Kept as it can be taken in again.',
    outline: 'Kept as an outline: names of fields, no values, since any of them may be about a person.',
    nothing: 'Nothing of it was kept.',
  },
  act: 'Decide',
  takeIn: 'Take in again',
  takingIn: 'It is checked as if it came just now.',
  notWhole:
    'It cannot be taken in again, since its values were not kept. The producer has to send it once more.',
  setAside: 'Set aside…',
  setAsideTitle: 'Set aside',
  setAsideSubmit: 'Set aside',
  why: 'Why',
  whyHint: 'For those who come later; without names of customers.',
  reopen: 'Open again',
  reopenHint: (until: string) => `It can be opened again until ${until}.`,
  outcomes: {
    'taken-in': 'Taken in. It goes the same way as every event.',
    'refused-again': 'Refused again. What is wrong stands above.',
    'set-aside': 'Set aside.',
    reopened: 'Open again.',
  },
  again: 'Tried again, and refused',
  did: {
    'take-in': (who: string, when: string) => `Taken in by ${who}, ${when}`,
    tried: (who: string, when: string) => `Tried by ${who}, ${when}`,
    'set-aside': (who: string, when: string) => `Set aside by ${who}, ${when}`,
    reopen: (who: string, when: string) => `Opened again by ${who}, ${when}`,
  },
  first: (who: string) => `${who} was faster. Below is how it stands now.`,
  notYours: 'This room is for those who operate the product',
  notYoursText: 'Your role does not include it. A lead can change that on the page of the team.',
  missing: 'It is not here any more',
  missingText: 'What could not be taken in is kept for 30 days.',
  watch: {
    title: 'Whether everything is watched',
    well: 'All is well: everything is watched and on time',
    late: 'Something needs a look: not everything is on time',
    silent: 'Not everything is watched',
    silentSince: (who: string, when: string) => `${who}: silent since ${when}`,
    never: (who: string) => `${who}: has never run`,
    unread: 'Whether everything is watched cannot be read now',
    more: 'Details',
    found: 'What was found',
    nothing: 'Nothing. Every open promise has a next step, and none is overdue.',
    runbook: (heading: string) => `In the runbook: “${heading}”`,
    names: { sweep: 'Sweep', auditor: 'Auditor' },
    does: {
      sweep: 'Every minute it sends what is due and was not sent yet.',
      auditor: 'Every five minutes it looks whether every open promise has a next step.',
    },
    lastRun: 'Last run',
    neverRan: 'never',
    running: 'runs',
    silentNow: 'silent',
    looked: 'Rows looked at',
    facts: 'Facts sent',
    ticks: 'Timers sent',
    failed: 'Failed',
    stuck: 'Handed over in vain',
    complete: 'Came to the end',
    overdue: 'Overdue',
    notDone: 'Sent, not done',
    unguarded: 'Without a next step',
    mended: 'Mended',
    findings: {
      'sweep-silent': 'The sweep does not run: what is due later is not sent.',
      'auditor-silent': 'The auditor does not run: nobody counts what is late.',
      overdue: (n: string, time: string) =>
        `${s(n, 'row is', 'rows are')} due and nobody takes them; the oldest for ${time}.`,
      late: (n: string, time: string) =>
        `${s(n, 'fact or timer was', 'facts or timers were')} sent and not done; the oldest ${time} ago.`,
      stuck: (n: string) => `${s(n, 'row was', 'rows were')} handed over again and again.`,
      unguarded: (n: string, mended: string) =>
        `${s(n, 'open promise', 'open promises')} had no next step; ${mended} mended.`,
    },
    elsewhere: 'Seen elsewhere',
    elsewhereText:
      'Messages that failed again and again wait in dead letter queues. How many there are is seen in CloudWatch, which rings for each; the runbook says what to do under “Dead letters waiting”.',
  },
};

export type OpsWords = typeof en;
