/** Outlines on a 24 grid, drawn for this console. */
const paths = {
  today:
    'M12 16.500a4.500 4.500 0 100-9 4.500 4.500 0 000 9zM12 2.500v2M12 19.500v2M2.500 12h2M19.500 12h2M5.300 5.300l1.400 1.400M17.300 17.300l1.400 1.400M5.300 18.700l1.400-1.400M17.300 6.700l1.400-1.400',
  search: 'M10.500 17a6.500 6.500 0 100-13 6.500 6.500 0 000 13zM15.300 15.300L20 20',
  view: 'M6.500 4.500h11V20L12 15.500 6.500 20z',
  inbox: 'M4 13l2.5-8h11L20 13v6H4zM4 13h4.500l1.5 3h4l1.5-3H20',
  feed: 'M4 6h16M4 12h16M4 18h10',
  accounts: 'M4 20V8l8-4 8 4v12M9 20v-6h6v6M4 20h16',
  tasks: 'M4 6.500l1.5 1.500L8 5.500M4 16.500l1.5 1.500L8 15.500M12 7h8M12 17h8',
  devices: 'M4 5h11v14H4zM8.5 16.500h2M17 9h4v10h-4',
  calls:
    'M5 4h3.500l1.800 4.500-2.300 1.500a12 12 0 006 6l1.500-2.300L20 15.500V19a1.500 1.500 0 01-1.600 1.500A15 15 0 013.500 5.600 1.500 1.500 0 015 4z',
  outreach: 'M3 13h4l2.500-7.500 4.500 13.500 2.500-6H21',
  team: 'M9 11a3.5 3.5 0 100-7 3.5 3.5 0 000 7zM2.5 20c.5-3.5 3-5.5 6.5-5.500s6 2 6.5 5.500M16 4.500a3.2 3.2 0 010 6M18 14.800c2 .7 3.2 2.4 3.5 5.2',
  depots: 'M3.500 9.500L12 5l8.500 4.500V20h-17zM8 20v-7h8v7M8 16.500h8',
  insights: 'M4 4v16h16M7.500 15l4-4.500 3 2.500L20 6.500',
  ops: 'M12 3.500v9.500M8 9l4 4 4-4M4 14v6h16v-6M4 14h4l1.500 2.500h5L16 14h4',
  load: 'M4 20V11h4v9zM10 20V5h4v15zM16 20v-6h4v6z',
  duty: 'M4.500 6h15v14h-15zM4.500 10.500h15M8.500 3.500v4M15.500 3.500v4M8.500 15.500l2.500 2 4.500-4',
  chains: 'M6 20V9M6 9L3 12M6 9l3 3M12 20v-7M18 20V4M18 4l-3 3M18 4l3 3M12 13l-2 2M12 13l2 2',
  down: 'M12 5v14M6 13l6 6 6-6',
  promises: 'M12 3.500l7 2.500v5.500c0 4.500-3 7.500-7 9-4-1.500-7-4.500-7-9V6zM8.500 12l2.500 2.500 4.500-5',
  up: 'M12 19V5M6 11l6-6 6 6',
  camera: 'M4 8h3.500L9 5.500h6L16.500 8H20v11H4zM12 16.500a3.200 3.200 0 100-6.400 3.200 3.200 0 000 6.400z',
  settings: 'M4 7h9M17 7h3M4 17h3M11 17h9M15 4.800v4.400M9 14.800v4.4',
  close: 'M6 6l12 12M18 6L6 18',
  back: 'M19 12H5M11 6l-6 6 6 6',
  check: 'M5 12.500l4.5 4.500L19 7.5',
  plus: 'M12 5v14M5 12h14',
  open: 'M9 5h10v10M19 5L6 18',
  bell: 'M6 16V11a6 6 0 0112 0v5l1.5 2h-15zM10 20.500h4',
  warn: 'M12 4l9 16H3zM12 10v4.500M12 17v.5',
  out: 'M14 5H6v14h8M11 12h9M17 8.500l3.5 3.5-3.5 3.5',
  'signed-up': 'M12 5v14M5 12h14',
  'registration-completed': 'M5 12.500l4.5 4.500L19 7.5',
  'trial-started': 'M8 5.500l10 6.5-10 6.500z',
  'trial-extended': 'M12 21a9 9 0 100-18 9 9 0 000 18zM12 7.500V12l3 2',
  converted: 'M12 4l2.4 5 5.6.700-4.1 3.8 1.1 5.5-5-2.8-5 2.8 1.1-5.500L4 9.7 9.6 9z',
  'contract-renewed': 'M19 12a7 7 0 11-2-5M19 4v4h-4',
  'contract-adjusted': 'M7 20V9M7 9l-3 3M7 9l3 3M17 4v11M17 15l-3-3M17 15l3-3',
  cancelled: 'M6 6l12 12M18 6L6 18',
  'cancellation-withdrawn': 'M9 14L4 9l5-5M4 9h10a6 6 0 010 12h-3',
  'profile-updated': 'M12 11a4 4 0 100-8 4 4 0 000 8zM4.5 21c.7-4.5 3.5-6.5 7.5-6.500s6.8 2 7.5 6.5',
  'product-added': 'M4 8l8-4 8 4v8l-8 4-8-4zM4 8l8 4 8-4M12 12v8',
  'help-asked':
    'M12 21a9 9 0 100-18 9 9 0 000 18zM9.500 9.500a2.500 2.500 0 114 2c-1 .7-1.500 1.200-1.500 2.200M12 17v.1',
  queued: 'M12 21a9 9 0 100-18 9 9 0 000 18zM12 8v5M12 16v.5',
  'owner-assigned':
    'M10 11a3.5 3.5 0 100-7 3.5 3.5 0 000 7zM3.5 20c.5-3.5 3-5.5 6.5-5.500M14 18l2.5 2.500L21 15.5',
  'merge-ordered': 'M7 4v4c0 4 5 4 5 8v4M17 4v4c0 4-5 4-5 8',
  imported: 'M12 4v11M8 11.500l4 4 4-4M5 20h14',
  updated: 'M12 11a4 4 0 100-8 4 4 0 000 8zM4.5 21c.7-4.5 3.5-6.5 7.5-6.500s6.8 2 7.5 6.5',
  'device-case-opened': 'M4 5h11v14H4zM8.5 16.500h2M17 9h4v10h-4',
  'device-warned': 'M12 21a9 9 0 100-18 9 9 0 000 18zM12 7.500V12l3 2',
  'device-breached': 'M12 4l9 16H3zM12 10v4.500M12 17v.5',
  'device-no-stock': 'M4 8l8-4 8 4v8l-8 4-8-4zM9.500 10.500l5 5M14.500 10.500l-5 5',
  'device-not-locked': 'M6 11h12v9H6zM9 11V8a3.5 3.5 0 016.800-1.200',
  'replenish-stock': 'M4 8l8-4 8 4v8l-8 4-8-4zM12 9v6M9 12h6',
  'call-asked':
    'M5 4h3.500l1.800 4.500-2.300 1.500a12 12 0 006 6l1.500-2.300L20 15.500V19a1.500 1.500 0 01-1.600 1.500A15 15 0 013.500 5.600 1.500 1.500 0 015 4zM14 4l6 6M20 5v5h-5',
  'call-due':
    'M5 4h3.500l1.800 4.500-2.300 1.500a12 12 0 006 6l1.500-2.300L20 15.500V19a1.500 1.500 0 01-1.600 1.500A15 15 0 013.500 5.600 1.500 1.500 0 015 4z',
  'call-booked':
    'M4.500 6h15v14h-15zM4.500 10.500h15M8.500 3.500v4M15.500 3.500v4M8.500 15.500l2.500 2 4.500-4',
  'call-moved':
    'M4.500 6h15v14h-15zM4.500 10.500h15M8.500 3.500v4M15.500 3.500v4M8 15.200h8M13.500 13l2.500 2.200-2.500 2.300',
  'call-cancelled':
    'M4.500 6h15v14h-15zM4.500 10.500h15M8.500 3.500v4M15.500 3.500v4M9.500 13l5 5M14.500 13l-5 5',
  'call-reminder': 'M12 21a9 9 0 100-18 9 9 0 000 18zM12 7.500V12l3 2',
  'call-late': 'M12 4l9 16H3zM12 10v4.500M12 17v.5',
  'call-open': 'M12 7v5l3 2M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18',
  'call-following': 'M5 12h10M11 8l4 4-4 4M19 6v12',
  'call-must-move':
    'M4.500 6h15v14h-15zM4.500 10.500h15M8.500 3.500v4M15.500 3.500v4M12 12.500v3M12 17.300v.4',
  'outreach-opened':
    'M5 4h3.500l1.800 4.500-2.300 1.500a12 12 0 006 6l1.500-2.300L20 15.500V19a1.500 1.500 0 01-1.600 1.500A15 15 0 013.500 5.600 1.500 1.500 0 015 4zM13 9h1.500l1.500-4 2 6 1.500-2H21',
  'outreach-noted': 'M5 4h14v16H5zM8.500 9h7M8.500 12.500h7M8.500 16h4',
  'outreach-short': 'M12 4l9 16H3zM12 10v4.500M12 17v.5',
  'claim-work': 'M6 3.500h9l3.500 3.500v13.500H6zM12 10v3.500l2.500 1.500',
  lock: 'M6 11h12v9H6zM8.500 11V8a3.500 3.500 0 017 0v3',
  dot: 'M12 13a1 1 0 100-2 1 1 0 000 2z',
} as const;

export type IconName = keyof typeof paths;

export const Icon = ({ name, size = 18 }: { readonly name: IconName; readonly size?: number }) => (
  <svg
    width={size}
    height={size}
    viewBox="0 0 24 24"
    fill="none"
    stroke="currentColor"
    strokeWidth="1.9"
    strokeLinecap="round"
    strokeLinejoin="round"
    aria-hidden="true"
    focusable="false"
  >
    <path d={paths[name]} />
  </svg>
);

export const iconFor = (kind: string): IconName => (Object.hasOwn(paths, kind) ? (kind as IconName) : 'dot');
