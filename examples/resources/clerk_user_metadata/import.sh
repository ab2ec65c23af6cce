# By the user and its keys, with dots between nested keys:
terraform import clerk_user_metadata.billing user_2NNEqL2nrIRdJ194ndJqAHwEfxC:public.plan,private.crm.id
