import { previewsOf } from '../../../functions/views/preview-messages.ts';
import { previewLanguages } from '../../../shared/contracts/previews-contract.ts';
import type { Handler } from './mock-api.ts';
import { settings } from './mock-calls.ts';
import { START } from './mock-data.ts';

/** What the API answers about messages: the mails of the shipped settings, made as the product makes them. */
export const previewHandlers: Readonly<Record<string, Handler>> = {
  'list-message-previews': ({ query }) => {
    const language = previewLanguages.find(one => one === query['language']) ?? 'en';
    return { language, inUse: ['de', 'en'], previews: previewsOf(settings.company, language, START) };
  },
};
