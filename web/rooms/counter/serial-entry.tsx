import { useEffect, useRef, useState } from 'react';
import { useMessages } from '../../messages/messages.ts';
import { Button } from '../../parts/button.tsx';
import { Field } from '../../parts/field.tsx';
import { Icon } from '../../parts/icons.tsx';
import css from './counter.module.css';
import { canScan, startScan } from './scan.ts';

type SerialEntryProps = {
  readonly label: string;
  readonly hint?: string | undefined;
  readonly wrong?: string | undefined;
  readonly value: string;
  readonly onChange: (serial: string) => void;
  /** What to do with a serial that the camera read; without it, it only fills the field. */
  readonly onScanned?: (serial: string) => void;
  readonly autoFocus?: boolean;
};

/** A serial, typed or read with the camera where the browser can. */
export function SerialEntry(props: SerialEntryProps) {
  const { label, hint, wrong, value, onChange, onScanned, autoFocus = false } = props;
  const m = useMessages();
  const [camera, setCamera] = useState<'off' | 'on' | 'failed'>('off');
  const found = (serial: string) => {
    setCamera('off');
    onChange(serial);
    onScanned?.(serial);
  };
  return (
    <div className={css['big']}>
      <Field
        label={label}
        hint={hint}
        wrong={wrong}
        value={value}
        onChange={onChange}
        autoFocus={autoFocus}
        autoComplete="off"
        autoCorrect="off"
        spellCheck="false"
      />
      {camera === 'on' && (
        <Scanner onFound={found} onFailed={() => setCamera('failed')} onStop={() => setCamera('off')} />
      )}
      {camera !== 'on' && canScan() && (
        <Button onPress={() => setCamera('on')}>
          <Icon name="camera" />
          {m.counter.scan}
        </Button>
      )}
      {camera === 'failed' && <p role="alert">{m.counter.scanFailed}</p>}
    </div>
  );
}

type ScannerProps = {
  readonly onFound: (serial: string) => void;
  readonly onFailed: () => void;
  readonly onStop: () => void;
};

function Scanner({ onFound, onFailed, onStop }: ScannerProps) {
  const { counter: m } = useMessages();
  const ref = useRef<HTMLVideoElement>(null);
  const latest = useRef({ onFound, onFailed });
  latest.current = { onFound, onFailed };
  useEffect(() => {
    const video = ref.current;
    if (!video) return;
    return startScan(video, {
      found: serial => latest.current.onFound(serial),
      failed: () => latest.current.onFailed(),
    });
  }, []);
  return (
    <div className={css['scanner']}>
      <video ref={ref} muted playsInline />
      <p role="status">{m.scanning}</p>
      <Button onPress={onStop}>{m.scanStop}</Button>
    </div>
  );
}
