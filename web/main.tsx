import './styles/base.css';
import './styles/console.css';
import { createRoot } from 'react-dom/client';
import { App } from './app/app.tsx';
import { wearDensity } from './app/density.ts';
import { firstLanguage } from './app/locale.tsx';
import { createServices } from './app/services.ts';
import { wearBrand } from './brand/brand.ts';
import { loadMessages } from './messages/messages.ts';
import { serviceWorker } from './push/worker.ts';

const root = document.getElementById('root');
if (!root) throw new Error('The page has no root.');
wearDensity();
const services = createServices();
void services.session.start();
const [messages] = await Promise.all([loadMessages(firstLanguage()), wearBrand()]);
createRoot(root).render(<App services={services} messages={messages} />);
void serviceWorker();
