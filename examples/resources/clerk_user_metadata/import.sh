# The keys that are named, with dots between nested ones:
terraform import clerk_user_metadata.billing user_2NNEqL2nrIRdJ194ndJqAHwEfxC:public.plan,private.crm.id
