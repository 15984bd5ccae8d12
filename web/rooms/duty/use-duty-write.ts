import { useMutation } from '@tanstack/react-query';
import type { Api } from '../../api/api.ts';
import { teamKeys } from '../../api/team-queries.ts';
import { useServices } from '../../app/services.ts';
import { showWord } from '../../parts/toasts.tsx';

type Write<T> = {
  readonly write: (api: Api, given: T) => Promise<unknown>;
  /** Said when it is done. */
  readonly word: (given: T) => string;
  readonly onDone?: () => void;
};

/** Changes the plan; it is read again whatever came of it. */
export function useDutyWrite<T = void>({ write, word, onDone }: Write<T>) {
  const { api, queries } = useServices();
  return useMutation({
    mutationFn: (given: T) => write(api, given),
    onSuccess: (_, given) => {
      onDone?.();
      showWord(word(given));
    },
    onSettled: () => queries.invalidateQueries({ queryKey: teamKeys.duties }),
  });
}
