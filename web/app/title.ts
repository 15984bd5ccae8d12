import { useEffect } from 'react';

let room = '';
let unseen = 0;

const write = () => {
  document.title = `${unseen > 0 ? `(${unseen}) ` : ''}${room ? `${room} · ` : ''}Firstcall`;
};

/** Names the room in the tab. */
export function useTitle(title: string): void {
  useEffect(() => {
    room = title;
    write();
  }, [title]);
}

/** Shows in the tab how many notifications nobody has looked at yet. */
export function useUnseenInTitle(count: number): void {
  useEffect(() => {
    unseen = count;
    write();
    return () => {
      unseen = 0;
      write();
    };
  }, [count]);
}
