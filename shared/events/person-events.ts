import { defineEvent } from './define-event.ts';
import { idText } from './envelope.ts';

export const personErased = defineEvent({
  version: 1,
  from: 'inside',
  name: 'person.erased',
  summary: 'A customer’s person was erased: calls with them end. It is said again while one is open.',
  consumers: ['calls', 'views'],
  data: { contactId: idText },
  sample: { contactId: 'c-1' },
});
