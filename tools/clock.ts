import { advance } from './support/advance-clock.ts';
import { readFlags, runTool, ToolError } from './support/command.ts';
import { findDeployment } from './support/deployment.ts';
import { parseDuration } from './support/duration.ts';
import { localClockOffset, writeLocalClockOffset } from './support/local-state.ts';

const usage = `
Moves the time of the local stage, from due moment to due moment, so that everything due happens in its order.

  npm run clock -- +14d        two weeks on (d days, h hours, m minutes, s seconds: +1d12h)
  npm run clock                what time it is there
  npm run clock -- reset       back to the machine's time; what happened stays

Tokens, sign-ins and push lifetimes stay on real time. Other stages have no such clock.`;

runTool(async () => {
  const { positionals } = readFlags({ usage, options: {} });
  const [what] = positionals;
  if (what === 'reset') writeLocalClockOffset(0);
  else if (what !== undefined) await move(what);
  console.log(`local time is ${new Date(Date.now() + localClockOffset()).toISOString()}`);
});

async function move(what: string): Promise<void> {
  const by = what.startsWith('+') ? parseDuration(what.slice(1)) : undefined;
  if (by === undefined) throw new ToolError('Say how far on, such as +14d or +1h30m, or reset.');
  const deployment = await findDeployment('local');
  const done = await advance({
    deployment,
    by,
    offset: { read: localClockOffset, write: writeLocalClockOffset },
    say: line => console.log(line),
  });
  console.log(`${done} timers came due on the way`);
}
