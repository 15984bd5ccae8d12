import type { TourWords } from './tour-words.ts';

export const it: TourWords = {
  name: 'Giro delle sezioni',
  stepOf: (n, of) => `Passo ${n} di ${of}`,
  back: 'Indietro',
  next: 'Avanti',
  finish: 'Fine',
  end: 'Finire il giro',
  keys: 'Freccia sinistra e destra: indietro e avanti. Esc finisce il giro.',
  away: 'Sei andato altrove. Guarda con calma; il giro aspetta.',
  showAgain: 'Mostra di nuovo',
  nothingYet: 'Qui non c’è ancora niente da mostrare.',
  demo: 'In un avvio locale, “npm run demo” riempie le sezioni con una giornata di quaranta clienti.',
  reference: 'Il riferimento dell’API',
  steps: {
    today: {
      title: 'Oggi: ciò che ha bisogno di te ora',
      text: 'Tutto ciò che ti aspetta, da tutte le sezioni, in cinque gruppi secondo il tempo che resta. Le frecce vanno di riga in riga, Invio apre, A fa ciò che fa il pulsante della riga.',
      empty: 'Qui ci sarebbero notifiche, compiti, telefonate e promesse, prima le più urgenti.',
    },
    inbox: {
      title: 'In arrivo: perché è arrivata a te',
      text: 'Ogni notifica dice perché è arrivata a te e a nessun altro. Dove c’è “Perché?” si apre la ragione annotata quando è stato deciso.',
      empty: 'Quando succede qualcosa a un tuo cliente, appare qui in pochi secondi, con la ragione.',
    },
    keys: {
      title: 'Prenderla in carico, o rimandarla',
      text: 'E la prende in carico: i colleghi lo vedono e nessun altro viene avvisato. S la rimanda fino a un’ora, mai oltre la sua promessa. U annulla.',
      empty: 'Su una notifica aperta E la prende in carico, S la rimanda e U annulla.',
    },
    account: {
      title: 'Un cliente: tutto ciò che è successo',
      text: 'La storia di un cliente, con ciò che è stato deciso e perché. Sopra: le telefonate, l’avvio e perché lo segue proprio questa persona.',
      empty: 'Ogni cliente avrebbe una pagina con la sua storia, le sue persone e ciò che gli è promesso.',
    },
    clock: {
      title: 'Una promessa e il suo orologio',
      text: 'Quanto del tempo promesso è stato speso, contato in ore di apertura, e fino a quando è promesso. Il conto si può controllare; attendere il cliente lo ferma.',
      empty:
        'Quando un dispositivo è segnalato rotto, perso o rubato, il suo caso sta qui con un orologio per la promessa.',
    },
    call: {
      title: 'Una telefonata e tutto il necessario',
      text: 'Che cosa fare ora, il numero e i passi della conversazione; le note si salvano mentre scrivi. S inizia, E finisce con l’esito e ciò che segue.',
      empty:
        'Qui stanno le telefonate da fare o richieste; ognuna apre una pagina con numero, scaletta e note.',
    },
    load: {
      title: 'Carico: ciò che porta il team',
      text: 'Chi segue quanti clienti, che cosa è aperto o in ritardo, in quanto tempo le notifiche sono prese in carico e quali clienti aspettano, con la ragione.',
    },
    insights: {
      title: 'Analisi: come va',
      text: 'Promesse mantenute, tempi di risposta, telefonate e contatti, per periodo e confrontati con quello prima.',
    },
    palette: {
      title: 'Trovare e fare qualsiasi cosa',
      text: 'Ctrl K (⌘ K) lo apre da ovunque: clienti, persone, dispositivi, sezioni e azioni come pianificare una telefonata. Da lì ricomincia anche questo giro.',
    },
    settings: {
      title: 'Come vieni avvisato, e l’aiuto',
      text: 'I messaggi push ti raggiungono a console chiusa; sotto dici che cosa arriva e quando. “?” mostra ovunque tutti i tasti. Anche il giro ricomincia da qui.',
    },
  },
};
