import type { SaysTexts } from './says-texts.ts';

export const es: SaysTexts = {
  greeting: 'Buenos días, le llamamos de {company}.',
  burst: {
    says: 'El {day} se registraron en su cuenta {count} artículos perdidos o dañados.',
    inDays:
      'En los cuatro días hasta el {day} se registraron en su cuenta {count} artículos perdidos o dañados.',
    usual: 'Lo normal son unos {expected}.',
    rare: 'Lo normal es apenas uno.',
    asks: '¿Sabe qué ocurrió? Con los albaranes y las facturas podremos reclamarlo todo.',
  },
  deadline: {
    says: {
      one: 'Una de sus reclamaciones de reembolso solo puede presentarse hasta el {day}.',
      other: '{claims} de sus reclamaciones de reembolso vencen pronto, la primera el {day}.',
    },
    needs: 'Para presentarlas todavía necesitamos algo de usted; ¿lo repasamos juntos?',
    waits:
      'Estamos a la espera de una respuesta y nos gustaría acordar con usted qué hacemos hasta entonces.',
  },
  market: {
    says: 'Algo ha cambiado en uno de los mercados en los que vende.',
    asks: '¿Quiere repasar con nosotros qué significa para sus precios, ahora o cuando le venga bien?',
  },
  worth: 'Se trata de {value}.',
  unknown: { value: 'un importe que aún no se conoce', count: 'varios' },
};
