import type { Answer } from './account.ts';

/** One line for each kind of question that all is well with, and for each answer that is not so. */
export function linesOf(answers: readonly Answer[]): string[] {
  const checks = [...new Set(answers.map(({ check }) => check))];
  const count = (is: Answer['is']) => answers.filter(one => one.is === is).length;
  return [
    ...checks.flatMap(check => {
      const asked = answers.filter(one => one.check === check);
      return [...well(check, asked), ...notKnown(check, asked), ...asked.flatMap(wrong)];
    }),
    `${answers.length} checks, ${count('unknown')} unknown, ${count('wrong')} wrong`,
  ];
}

function well(check: string, answers: readonly Answer[]): string[] {
  const ok = answers.filter(({ is }) => is === 'ok');
  if (ok.length === 0) return [];
  return [`ok      ${check} ${ok.length === 1 ? ok[0]?.subject : `(${ok.length})`}`];
}

/** Those that are unknown for the same reason stand together. */
function notKnown(check: string, answers: readonly Answer[]): string[] {
  const reasons = Map.groupBy(
    answers.filter(({ is }) => is === 'unknown'),
    ({ says }) => says,
  );
  return [...reasons].map(([says, those]) => {
    const subject = those.length === 1 ? those[0]?.subject : `(${those.length})`;
    return `unknown ${check} ${subject} ${says}`;
  });
}

const wrong = ({ check, subject, is, says, todo }: Answer): string[] =>
  is === 'wrong' ? [`WRONG   ${check} ${subject} ${says}`, ...(todo ? [`        ${todo}`] : [])] : [];
