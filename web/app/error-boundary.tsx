import { Component, type ReactNode } from 'react';
import { useMessages } from '../messages/messages.ts';
import { Button } from '../parts/button.tsx';
import { Empty } from '../parts/states.tsx';

type Props = { readonly resetKey: string; readonly children: ReactNode };
type State = { readonly error: unknown; readonly resetKey: string };

/** Keeps a fault in one room from taking the page with it; going elsewhere starts afresh. */
export class ErrorBoundary extends Component<Props, State> {
  override state: State = { error: undefined, resetKey: this.props.resetKey };

  static getDerivedStateFromError(error: unknown): Partial<State> {
    return { error };
  }

  static getDerivedStateFromProps(props: Props, state: State): Partial<State> | null {
    return props.resetKey === state.resetKey ? null : { error: undefined, resetKey: props.resetKey };
  }

  override render(): ReactNode {
    return this.state.error === undefined ? this.props.children : <Crashed error={this.state.error} />;
  }
}

/** A room that cannot be loaded belongs to a build that is gone: the new one has its own. */
const isGone = (error: unknown): boolean =>
  error instanceof Error &&
  /dynamically imported module|module script|Unable to preload/i.test(error.message);

function Crashed({ error }: { readonly error: unknown }) {
  const { errors } = useMessages();
  return (
    <Empty icon="warn" title={isGone(error) ? errors.newVersion : errors.crashed} text={errors.crashedDo}>
      <Button look="primary" onPress={() => location.reload()}>
        {errors.reload}
      </Button>
    </Empty>
  );
}
