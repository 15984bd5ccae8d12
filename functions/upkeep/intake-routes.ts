import { postEvents } from '../../shared/contracts/intake-contract.ts';
import { answer } from '../../shared/runtime/http.ts';
import { acceptEvents, type IntakePorts } from './accept-events.ts';

/** The route by which producers send facts. */
export const intakeRoutes = (ports: IntakePorts) => [
  answer(postEvents, ({ principal, headers, body }) =>
    acceptEvents(ports, { producer: principal.kind === 'machine' ? principal.id : '-', headers, body }),
  ),
];
