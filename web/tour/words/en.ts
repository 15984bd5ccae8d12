import type { TourWords } from './tour-words.ts';

export const en: TourWords = {
  name: 'Tour of the rooms',
  stepOf: (n, of) => `Step ${n} of ${of}`,
  back: 'Back',
  next: 'Next',
  finish: 'Finish',
  end: 'End the tour',
  keys: 'Left and right arrow: back and next. Escape ends the tour.',
  away: 'You went somewhere else. Look around; the tour waits.',
  showAgain: 'Show it again',
  nothingYet: 'There is nothing to show here yet.',
  demo: 'On a local start, “npm run demo” fills the rooms with a day of forty customers.',
  reference: 'The reference of the API',
  steps: {
    today: {
      title: 'Today: what needs you now',
      text: 'Everything that waits for you, from all rooms, in five groups by the time that is left. Arrows go from line to line, Enter opens, A does what the line’s button does.',
      empty: 'Notifications, tasks, calls and promises would stand here, the most pressing first.',
    },
    inbox: {
      title: 'The inbox: why it came to you',
      text: 'Each notification says why you were told and nobody else. Where “Why?” stands beside something, it opens the reason that was recorded when it was decided.',
      empty:
        'When something happens at a customer of yours, it appears here within seconds, with why it came to you.',
    },
    keys: {
      title: 'Take it on, or put it away',
      text: 'E takes it on: colleagues see that you have it, and nobody else is told. S puts it away until a time, never past its promise. U takes it back.',
      empty: 'On an open notification E takes it on, S puts it away, and U takes it back.',
    },
    account: {
      title: 'An account: all that happened',
      text: 'The history of a customer, with what was decided and why. Above it: their calls, the onboarding, and why this agent looks after them.',
      empty: 'Each customer would have a page with their history, their people and what they were promised.',
    },
    clock: {
      title: 'A promise and its clock',
      text: 'How much of the promised time is spent, counted in opening hours, and until when it is promised. The sum is there to be checked; waiting for the customer stops it.',
      empty:
        'When a device is reported as broken, lost or stolen, its case stands here with a clock for the promise.',
    },
    call: {
      title: 'A call and all you need for it',
      text: 'What to do now, the number, and the steps to speak of; notes are kept as you type. S starts, E ends with the outcome and what comes next.',
      empty:
        'Calls that are due or wanted stand here; each opens a page with the number, the agenda and notes.',
    },
    load: {
      title: 'Load: what the team carries',
      text: 'Who owns how many accounts, what is open and overdue, how fast notifications are taken on, and which accounts wait for an owner, with the reason.',
    },
    insights: {
      title: 'Insights: how it goes',
      text: 'Promises kept, times to answer, calls and outreach, by period and compared with the one before.',
    },
    palette: {
      title: 'Find and do anything',
      text: 'Ctrl K (⌘ K) opens this from everywhere: customers, people, devices, rooms, and actions such as planning a call. This tour can be begun there again.',
    },
    settings: {
      title: 'How you are told, and help',
      text: 'Push messages reach you when the console is closed; below you say what comes when. “?” shows every key, wherever you are. The tour can be begun here again.',
    },
  },
};
