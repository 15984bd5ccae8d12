/** English, and the shape that the other languages have. */
export const en = {
  locale: 'en-GB',
  name: 'English',
  language: 'Language',
  retry: 'Try again',
  time: (time: string) => time,
  when: (time: string, day: string) => `${time}, ${day}`,
  left: (length: string) => `${length} left`,
  unreachable: {
    offline: { title: 'No connection', text: 'Please check your network. We keep trying.' },
    broken: { title: 'This does not work right now', text: 'The trouble is at our end. We keep trying.' },
  },
  stale: {
    offline: (time: string) => `No connection. What you see is from ${time}. We keep trying.`,
    broken: (time: string) => `There is trouble at our end. What you see is from ${time}. We keep trying.`,
  },
  acting: {
    'not-arrived': 'No answer came. Please check your network and try again.',
    broken: 'There is trouble at our end. Please try again.',
    'too-many': 'This was done very often. Please try again in a quarter of an hour.',
    refused: 'This cannot be done with this link now. You see how things stand; if in doubt, call us.',
  },
};
