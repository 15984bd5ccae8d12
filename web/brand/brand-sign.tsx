import { brand } from './brand.ts';
import { isWritten } from './brand-file.ts';
import css from './brand-sign.module.css';

const OWN_SIGN = { src: '/icons/firstcall.svg', width: 1, height: 1 };

/** The company's sign and name, as high as given; of a logo that is the written name no second one. */
export function BrandSign({ height }: { readonly height: number }) {
  const worn = brand();
  const { name, logo } = worn;
  const written = isWritten(worn);
  const { src, ...size } = logo ?? OWN_SIGN;
  return (
    <>
      <img
        className={css['sign']}
        src={src}
        alt={written ? name : ''}
        width={Math.round((height * size.width) / size.height)}
        height={height}
        data-testid="brand-logo"
      />
      {!written && <span className={css['name']}>{name}</span>}
    </>
  );
}
