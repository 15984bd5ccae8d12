import { useMutation } from '@tanstack/react-query';
import type { StockView } from '../../../shared/contracts/depots-contract.ts';
import { type AnswerOf, type BodyOf, routes } from '../../api/routes.ts';
import { useServices } from '../../app/services.ts';

type MoveStock = typeof import('../../../shared/contracts/depots-contract.ts').moveStock;
export type StockMove = BodyOf<MoveStock>;
export type Moved = AnswerOf<MoveStock>;

/** Something to do with a stock that is asked about in a dialog first. */
export type StockTask = { readonly stock: StockView } & (
  | { readonly do: 'receive' | 'count' }
  | { readonly do: 'write-off' | 'move'; readonly serial: string }
);

/** Does one thing with a depot's stock, and reads the depot again afterwards, also after a refusal. */
export function useMoveStock(depotId: string) {
  const { api, queries } = useServices();
  return useMutation({
    mutationFn: (body: StockMove) => api(routes.moveStock, { params: { depotId }, body }),
    onSettled: () => queries.invalidateQueries({ queryKey: ['depot'] }),
  });
}
