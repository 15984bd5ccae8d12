/** A place that breaks a rule of the house, as one line for the reader of a failed test. */
export type Finding = { readonly file: string; readonly line: number; readonly says: string };

export const told = ({ file, line, says }: Finding): string => `${file}:${line} ${says}`;

/** A file that may break a rule, and why. */
export type Exception = { readonly file: string; readonly because: string };

/** What is left of the findings, and the exceptions that nothing needs any more. */
export function without(findings: readonly Finding[], exceptions: readonly Exception[]) {
  const excused = new Set(exceptions.map(({ file }) => file));
  const found = new Set(findings.map(({ file }) => file));
  return {
    findings: findings.filter(({ file }) => !excused.has(file)),
    unneeded: exceptions.filter(({ file }) => !found.has(file)).map(({ file }) => file),
  };
}
