/** One file, since making the first templates of a process costs seconds and the next ones little. */
import './parts/stages.ts';
import './parts/checks-can-fail.ts';
import './parts/entries.ts';
import './parts/book-page.ts';
import './parts/mail-reports.ts';
import './parts/verified.ts';
