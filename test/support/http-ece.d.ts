declare module 'http_ece' {
  const ece: {
    encrypt(buffer: Buffer, params: Record<string, unknown>): Buffer;
    decrypt(buffer: Buffer, params: Record<string, unknown>): Buffer;
  };
  export default ece;
}
