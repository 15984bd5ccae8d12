import type { TargetView } from '../../../shared/contracts/devices-contract.ts';
import { useFormat, useNow } from '../../app/locale.tsx';
import { useMessages } from '../../messages/messages.ts';
import { wordFor } from '../../messages/words.ts';
import { type Bar, type BarMark, type Piece, pieceKinds, placeOn, withRoom } from './clock-bar.ts';
import css from './clock-drawing.module.css';
import { targetName } from './target-name.ts';

type Props = { readonly bar: Bar; readonly target: TargetView };

/** A clock as a bar to scale. Time that counts is drawn high, time that does not is drawn low; a table says the same. */
export function ClockDrawing({ bar, target }: Props) {
  const m = useMessages();
  const format = useFormat();
  const now = useNow();
  return (
    <figure className={css['figure']}>
      <svg
        className={css['bar']}
        width="100%"
        height="78"
        role="img"
        aria-label={m.deviceCase.drawing(targetName(target.id, m))}
        data-testid="clock-bar"
      >
        {bar.pieces.map(piece => (
          <PieceBox key={`${piece.is} ${piece.from}`} bar={bar} piece={piece} />
        ))}
        <Marks bar={bar} />
      </svg>
      <div className={css['ends']} aria-hidden="true">
        <span>{format.due(bar.from, now)}</span>
        <span>{format.due(bar.to, now)}</span>
      </div>
      <Legend bar={bar} />
    </figure>
  );
}

const TOP = 22;
const HIGH = 28;

function PieceBox({ bar, piece }: { readonly bar: Bar; readonly piece: Piece }) {
  const x = placeOn(bar, piece.from);
  const low = piece.counts ? 0 : HIGH / 2;
  return (
    <rect
      className={css[piece.is]}
      x={`${x}%`}
      width={`${Math.max(placeOn(bar, piece.to) - x, 0.2)}%`}
      y={TOP + low}
      height={HIGH - low}
      data-piece={piece.is}
    />
  );
}

type Placed = BarMark & { readonly x: number };
const important: readonly BarMark['is'][] = ['breached', 'due', 'ended', 'now', 'threshold'];

function Marks({ bar }: { readonly bar: Bar }) {
  const placed = bar.marks
    .map(mark => ({ ...mark, x: placeOn(bar, mark.at) }))
    .toSorted((a, b) => important.indexOf(a.is) - important.indexOf(b.is));
  const above = placed.filter(mark => mark.is === 'threshold').toReversed();
  const below = placed.filter(mark => mark.is !== 'threshold');
  return (
    <>
      {placed.map(mark => (
        <line
          key={`${mark.is} ${mark.key}`}
          className={css[`line-${mark.is}`]}
          x1={`${mark.x}%`}
          x2={`${mark.x}%`}
          y1={TOP - 4}
          y2={TOP + HIGH + 4}
          data-mark={mark.key ?? mark.is}
        />
      ))}
      {withRoom(above, 10).map(mark => (
        <Label key={mark.key} mark={mark} y={13} />
      ))}
      {withRoom(below, 14).map(mark => (
        <Label key={mark.is} mark={mark} y={TOP + HIGH + 19} />
      ))}
    </>
  );
}

function Label({ mark, y }: { readonly mark: Placed; readonly y: number }) {
  const { deviceCase: m } = useMessages();
  const percent = /^at-(\d+)$/.exec(mark.key ?? '')?.[1];
  const anchor = mark.x < 6 ? 'start' : mark.x > 94 ? 'end' : 'middle';
  return (
    <text className={css['label']} x={`${mark.x}%`} y={y} textAnchor={anchor} data-mark-label={mark.is}>
      {percent === undefined ? wordFor(m.marks, mark.key ?? mark.is) : m.percent(Number(percent))}
    </text>
  );
}

/** What the heights and colours mean, of those that are there. */
function Legend({ bar }: { readonly bar: Bar }) {
  const { deviceCase: m } = useMessages();
  const shown = pieceKinds.filter(kind => bar.pieces.some(piece => piece.is === kind));
  return (
    <figcaption className={css['legend']}>
      {shown.map(kind => (
        <span key={kind}>
          <svg width="12" height="12" aria-hidden="true">
            <rect className={css[kind]} width="12" height="12" />
          </svg>
          {m.pieces[kind]}
        </span>
      ))}
      <span>{m.heights}</span>
    </figcaption>
  );
}
