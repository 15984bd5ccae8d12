import { Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { stackProps } from '../config.ts';
import { HttpApi, type HttpApiSpec } from '../platform/http-api.ts';
import { tell } from './outputs.ts';

/** The HTTP API with its routes: a stack of its own, since one stack may hold 500 resources. */
export class ApiStack extends Stack {
  readonly http: HttpApi;

  constructor(scope: Construct, spec: HttpApiSpec) {
    const { config } = spec.setting;
    super(scope, `${config.prefix}-api`, stackProps(config));
    this.http = new HttpApi(this, 'http', spec);
    tell(this, { HttpApiId: this.http.api.apiId });
  }
}
