import { broken, without } from './break.ts';
import type { Planted, Planter } from './planter.ts';
import { FUNCTION, ROUTE } from './planter.ts';

const GUARDED = 'every route of the contracts is there and guarded';
const STRICT = 'sign-in is strict';
const POOL = 'AWS::Cognito::UserPool';
const CLIENT = 'AWS::Cognito::UserPoolClient';

/** Faults of who may come in and who may do what. */
export const accessFaults = (plant: Planter): Planted[] => [
  [GUARDED, 'no authorizers', plant.set(ROUTE, { AuthorizationType: 'NONE' }), /not on the public list/],
  [
    GUARDED,
    'keys for staff',
    plant.set(ROUTE, { AuthorizationType: 'CUSTOM' }),
    /is for staff and has authorizer CUSTOM/,
  ],
  [GUARDED, 'no scope', plant.drop(ROUTE, 'AuthorizationScopes'), /asks for no scope/],
  [
    GUARDED,
    'a route less',
    () => without(plant.good, ROUTE, ({ Properties }) => Properties['RouteKey'] === 'GET /v1/me'),
    /GET \/v1\/me: not in the API/,
  ],
  [
    GUARDED,
    'another route',
    () =>
      broken(plant.good, ROUTE, ({ Properties }) => {
        if (Properties['RouteKey'] === 'GET /v1/me') Properties['RouteKey'] = 'GET /v1/you';
      }),
    /GET \/v1\/you: not in the contracts/,
  ],
  [
    'public routes are throttled one by one',
    'no limits',
    plant.drop('AWS::ApiGatewayV2::Stage', 'RouteSettings'),
    /is public and has no throttle/,
  ],
  [
    'no API answers to pages of every site',
    'open CORS',
    plant.set('AWS::ApiGatewayV2::Api', { CorsConfiguration: { AllowOrigins: ['*'] } }),
    /any site's page/,
  ],
  [
    'no function may do something on everything',
    'a star',
    plant.allow('session', { Action: ['s3:GetObject'], Resource: '*' }),
    /session: may do s3:GetObject/,
  ],
  [
    'no two functions share a role',
    'one role for all',
    plant.set(FUNCTION, { Role: plant.roleArn('session') }),
    /used by several functions/,
  ],
  [
    STRICT,
    'sign-up',
    plant.set(POOL, { AdminCreateUserConfig: { AllowAdminCreateUserOnly: false } }),
    /sign themselves up/,
  ],
  [STRICT, 'no second factor', plant.set(POOL, { MfaConfiguration: 'OFF' }), /second factor is OFF/],
  [STRICT, 'short passwords', plant.set(POOL, { Policies: {} }), /short passwords/],
  [
    STRICT,
    'tells who exists',
    plant.set(CLIENT, { PreventUserExistenceErrors: 'LEGACY' }),
    /tells who exists/,
  ],
  [STRICT, 'long tokens', plant.set(CLIENT, { AccessTokenValidity: 600 }), /longer than 15 minutes/],
  [
    STRICT,
    'passwords from browsers',
    plant.set(CLIENT, { ExplicitAuthFlows: ['ALLOW_USER_PASSWORD_AUTH'] }),
    /browsers may send passwords/,
  ],
];
