import css from './chart.module.css';

/** How a series is filled: each can be told from the others without its colour. */
export type Fill = 'solid' | 'hatch' | 'dots' | 'hollow';

export const fillOf = (id: string, fill: Fill) =>
  fill === 'hatch' || fill === 'dots'
    ? { className: css[`${fill}Edge`], fill: `url(#${id}-${fill})` }
    : { className: css[fill] };

/** Stripes and dots of one chart. */
export const Patterns = ({ id }: { readonly id: string }) => (
  <defs>
    <pattern
      id={`${id}-hatch`}
      width="6"
      height="6"
      patternUnits="userSpaceOnUse"
      patternTransform="rotate(45)"
    >
      <rect className={css['ground']} width="6" height="6" />
      <rect className={css['hatch']} width="3" height="6" />
    </pattern>
    <pattern id={`${id}-dots`} width="6" height="6" patternUnits="userSpaceOnUse">
      <rect className={css['ground']} width="6" height="6" />
      <circle className={css['dots']} cx="3" cy="3" r="1.700" />
    </pattern>
  </defs>
);

export const Swatch = ({ id, fill }: { readonly id: string; readonly fill: Fill }) => (
  <svg width="14" height="14" aria-hidden="true">
    <rect {...fillOf(id, fill)} x="1" y="1" width="12" height="12" />
  </svg>
);
