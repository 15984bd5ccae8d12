import type { SaysTexts } from './says-texts.ts';

export const en: SaysTexts = {
  greeting: 'Hello, this is {company}.',
  burst: {
    says: 'On {day}, {count} lost or damaged items were reported for your account.',
    inDays: 'In the four days to {day}, {count} lost or damaged items were reported for your account.',
    usual: 'About {expected} would be usual.',
    rare: 'Hardly one would be usual.',
    asks: 'Do you know what happened? Delivery notes and invoices would help us to claim all of it.',
  },
  deadline: {
    says: {
      one: 'A claim for reimbursement of yours can be handed in until {day}.',
      other: '{claims} of your claims for reimbursement are close to their end, the first on {day}.',
    },
    needs: 'To hand them in, we still need something from you; may we go through it together?',
    waits: 'We are waiting for an answer and would like to agree with you what we do until then.',
  },
  market: {
    says: 'Something has changed on a marketplace you sell on.',
    asks: 'Would you like to go through what that means for your prices, now or at a time that suits you?',
  },
  worth: 'It is about {value}.',
  unknown: { value: 'an amount that is not known yet', count: 'several' },
};
