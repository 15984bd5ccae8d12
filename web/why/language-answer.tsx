import type { CaseView } from '../../shared/contracts/devices-contract.ts';
import { useFormat } from '../app/locale.tsx';
import { Because, Recorded } from './because.tsx';
import { useTongue } from './use-tongue.ts';
import type { WhyWords } from './words/why-words.ts';

/** In which language the customer was written to, and whose that is. */
export default function LanguageAnswer({ telling }: { readonly telling: CaseView['tellings'][number] }) {
  const { w } = useTongue();
  const format = useFormat();
  const { language = '', languageOf = '' } = telling;
  const known = Object.hasOwn(w.language, languageOf)
    ? w.language[languageOf as keyof WhyWords['language']]
    : undefined;
  if (!known) return <p>{w.none}</p>;
  return (
    <>
      <Because lines={[known(format.language(language))]} />
      <Recorded />
    </>
  );
}
