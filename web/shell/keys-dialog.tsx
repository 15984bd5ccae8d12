import { useMessages } from '../messages/messages.ts';
import { paletteKeys } from '../palette/use-palette-key.ts';
import { Dialog, DialogBody } from '../parts/dialog.tsx';
import css from './keys-dialog.module.css';
import { useRoomKeys } from './shell.tsx';

/** Which keys do what. */
export default function KeysDialog({ onClose }: { readonly onClose: () => void }) {
  const m = useMessages();
  const lines: readonly { readonly keys: readonly string[]; readonly text: string }[] = [
    { keys: ['J', '↓'], text: m.keys.next },
    { keys: ['K', '↑'], text: m.keys.previous },
    { keys: ['X'], text: m.keys.select },
    { keys: ['E', 'A'], text: m.keys.acknowledge },
    { keys: ['S'], text: m.keys.snooze },
    { keys: ['U'], text: m.keys.undo },
    { keys: ['Enter'], text: m.keys.open },
    { keys: ['Esc'], text: m.keys.back },
    ...useRoomKeys().map(room => ({ keys: ['G', room.key.toUpperCase()], text: m.keys.go(room.text) })),
    { keys: [paletteKeys()], text: m.palette.open },
    { keys: ['?'], text: m.keys.help },
  ];
  const inCalls: typeof lines = [
    { keys: ['A'], text: m.keys.accept },
    { keys: ['S'], text: m.keys.start },
    { keys: ['N'], text: m.keys.notes },
    { keys: ['B'], text: m.keys.book },
    { keys: ['E'], text: m.keys.end },
  ];
  return (
    <Dialog title={m.keys.title} onClose={onClose}>
      <DialogBody>
        <dl className={css['keys']}>
          {lines.map(line => (
            <KeyLine key={line.keys.join()} keys={line.keys} text={line.text} />
          ))}
        </dl>
        <h3 className={css['part']}>{m.keys.inCalls}</h3>
        <dl className={css['keys']}>
          {inCalls.map(line => (
            <KeyLine key={line.keys.join()} keys={line.keys} text={line.text} />
          ))}
        </dl>
        <p className={css['hint']}>{m.keys.hint}</p>
      </DialogBody>
    </Dialog>
  );
}

function KeyLine({ keys, text }: { readonly keys: readonly string[]; readonly text: string }) {
  const m = useMessages();
  const between = keys[0] === 'G' ? m.keys.afterwards : m.keys.or;
  return (
    <>
      <dt>
        {keys.map((key, at) => (
          <span key={key}>
            {at > 0 && ` ${between} `}
            <kbd>{key}</kbd>
          </span>
        ))}
      </dt>
      <dd>{text}</dd>
    </>
  );
}
